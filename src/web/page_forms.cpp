// Forms and their fields: the only place where <form> is written, so that none lacks its token.
#include <algorithm>

#include "web/page.h"

namespace overens {
namespace {

struct InputKind {
  std::string_view type;
  std::string_view css;
  std::string_view mode;
};

InputKind kind_of(Input input) {
  switch (input) {
    case Input::line:
      return {"text", "ds-input", ""};
    case Input::email:
      return {"email", "ds-input", ""};
    case Input::phone:
      return {"tel", "ds-input", ""};
    case Input::date:
      return {"date", "ds-input o-short", ""};
    case Input::time:
      return {"time", "ds-input o-short", ""};
    case Input::number:
      return {"text", "ds-input o-short", "numeric"};
    case Input::link:
      return {"url", "ds-input", ""};
    case Input::code:
      return {"text", "ds-input o-code", "numeric"};
    case Input::search:
      return {"search", "ds-input", ""};
  }
  return {"text", "ds-input", ""};
}

std::string_view shown_value(const Filled& filled, const Field& field) {
  return filled.is_filled() ? filled.value(field.name) : std::string_view(field.value);
}

void note_words(const Filled& filled, const Field& field) {
  filled.stands({.name = std::string(field.name), .values = {field.value}, .is_words = true});
}

// `ticked`: those that stand, of the options.
void note_choice(const Filled& filled, const Field& field, const std::vector<Option>& options,
                 const std::vector<std::string>& ticked) {
  Standing::Field noted{.name = std::string(field.name), .values = {}, .is_words = false};
  for (const Option& option : options)
    if (std::find(ticked.begin(), ticked.end(), option.value) != ticked.end()) {
      noted.values.push_back(option.value);
      if (!option.value.empty()) noted.chosen.push_back(option.words);
    }
  filled.stands(std::move(noted));
}

Html label_words(const Field& field) {
  if (!field.is_optional) return html("{}", field.label);
  return html(R"({} <span class="o-optional">({})</span>)", field.label, t("optional"));
}

Html label_for(const Field& field) {
  return html(R"(<label class="ds-label" for="{}">{}</label>)", field.name, label_words(field));
}

Html hint(const Field& field) {
  if (field.hint.is_empty()) return {};
  return html(R"(<p data-field="description" id="{}-help">{}</p>)", field.name, field.hint);
}

Html mistake(const Filled& filled, const Field& field) {
  const Text* error = filled.error(field.name);
  if (!error) return {};
  return html(R"(<p class="ds-validation-message" id="{}-error">{}</p>)", field.name, *error);
}

// aria-describedby and aria-invalid for a field with a hint or an error.
Attribute described_by(const Filled& filled, const Field& field) {
  std::string ids;
  if (!field.hint.is_empty()) ids = std::string(field.name) + "-help";
  if (filled.error(field.name))
    ids += (ids.empty() ? "" : " ") + std::string(field.name) + "-error";
  return attribute_if(!ids.empty(), "aria-describedby", ids);
}

Attribute invalid(const Filled& filled, const Field& field) {
  return attribute_if(filled.error(field.name) != nullptr, "aria-invalid", "true");
}

Html button(const Submit& submit, std::string_view variant) {
  return html(R"(<button class="ds-button" type="submit"{}{}{}{}>{}</button>)",
              attribute_if(submit.is_dangerous, "data-color", "danger"),
              attribute_if(!variant.empty(), "data-variant", variant),
              attribute_if(!submit.name.empty(), "name", submit.name),
              attribute_if(!submit.name.empty(), "value", submit.value), submit.words);
}

// The first button is the one that counts.
Html actions(const std::vector<Submit>& submits) {
  Html buttons;
  for (const Submit& one : submits) buttons += button(one, buttons.is_empty() ? "" : "secondary");
  return html(R"(<p class="o-actions">{}</p>)", buttons);
}

// Where a script says what it has kept.
Html saved_line() { return html(R"(<p class="o-saved" role="status"></p>)"); }

constexpr std::string_view with_files = " enctype=\"multipart/form-data\"";

// `attributes` are markup: escaped, each with a blank before it.
Html form_element(std::string_view css, std::string_view method, const Url& action,
                  std::string_view attributes, const Html& inside) {
  std::string opening =
      "<form class=\"" + std::string(css) + "\" method=\"" + std::string(method) + "\" action=\"";
  append_escaped(opening, action.text());
  opening += "\"" + std::string(attributes) + " novalidate>";
  Html form = trusted(std::move(opening));
  form += inside;
  form += trusted("</form>");
  return form;
}

void append_attribute(std::string& attributes, std::string_view name, const std::string& value) {
  attributes += ' ' + std::string(name) + "=\"";
  append_escaped(attributes, value);
  attributes += '"';
}

Html token_field(Visit& visit) { return hidden_field("token", visit.form_token()); }

Html group(const Filled& filled, const Field& field, const Html& choices) {
  return html(R"(<fieldset class="ds-fieldset" id="{}"{}{}><legend)"
              R"( class="ds-label">{}</legend>{}{}{}</fieldset>)",
              field.name, flag("data-invalid", filled.error(field.name) != nullptr),
              described_by(filled, field), label_words(field), hint(field), mistake(filled, field),
              choices);
}

Html choice(std::string_view type, const Field& field, const Option& option, bool is_on) {
  std::string id = std::string(field.name) + '-' + option.value;
  std::replace(id.begin(), id.end(), ' ', '_');  // an id has no blank in it
  const Html help =
      option.hint.is_empty() ? Html() : html(R"(<p data-field="description">{}</p>)", option.hint);
  return html(R"(<div class="ds-field"><input class="ds-input" type="{}" id="{}" name="{}")"
              R"( value="{}"{}><label class="ds-label" for="{}">{}</label>{}</div>)",
              type, id, field.name, option.value, flag("checked", is_on), id, option.words, help);
}

}  // namespace

Html post_form(Visit& visit, const Url& action, const Html& fields, const Submit& submit,
               bool has_files) {
  return post_form(visit, action, fields, std::vector{submit}, has_files);
}

Html post_form(Visit& visit, const Url& action, const Html& fields,
               const std::vector<Submit>& submits, bool has_files) {
  Html inside = token_field(visit);
  inside += fields;
  inside += actions(submits);
  return form_element("o-form", "post", action, has_files ? with_files : "", inside);
}

Html outbox_form(Visit& visit, const Url& action, const Html& fields, const Submit& submit) {
  Html inside = token_field(visit);
  inside += fields;
  inside += actions({submit});
  return form_element("o-form", "post", action, " data-outbox", inside);
}

Html outbox(const Url& script) {
  return html(
      R"(<div class="o-outbox" role="status" data-offline="{}" data-waits="{}" data-sent="{}")"
      R"( data-again="{}" data-away="{}"></div>)",
      script.text(), t("Not sent yet. It is kept on this device and sent when there is a network:"),
      t("Sent."), t("Change and send again"), t("Take away"));
}

Html remembered_form(Visit& visit, const Url& action, const Html& fields,
                     const std::vector<Submit>& submits, bool has_files) {
  std::string attributes(has_files ? with_files : "");
  append_attribute(attributes, "data-remembered",
                   t("What you type is kept in this tab until you send it.").in(visit.language));
  append_attribute(attributes, "data-of", std::to_string(visit.actor.person));
  Html inside = token_field(visit);
  inside += fields;
  inside += saved_line();
  inside += actions(submits);
  return form_element("o-form", "post", action, attributes, inside);
}

Response accepted(const Url& where) { return see_other(where.at("sent")); }

Html kept_form(Visit& visit, const Url& action, const Url& keep_at, const Html& fields,
               const std::vector<Submit>& submits, const Zone& zone) {
  std::string attributes;
  const auto add = [&](std::string_view name, const std::string& value) {
    append_attribute(attributes, name, value);
  };
  add("data-autosave", keep_at.text());
  add("data-saved", t("Draft saved at").in(visit.language));
  add("data-zone", std::string(zone.name()));
  add("data-not-saved", t("Not saved yet: there is no connection. What you typed stands here, and "
                          "is saved as soon as "
                          "there is one.")
                            .in(visit.language));
  add("data-met", t("Somebody else has written in the same place. Both wordings are kept: press "
                    "the button to see them.")
                      .in(visit.language));
  add("data-refused",
      t("The draft can not be saved like this. Press the button to see why.").in(visit.language));
  Html inside = token_field(visit);
  inside += fields;
  inside += saved_line();
  inside += actions(submits);
  return form_element("o-form o-form--wide", "post", action, attributes, inside);
}

Html submit_button(const Submit& submit) {
  return html(R"(<p class="o-actions">{}</p>)", button(submit, "secondary"));
}

Html post_button(Visit& visit, const Url& action, const Submit& submit,
                 const std::vector<std::pair<std::string, std::string>>& hidden) {
  Html inside = token_field(visit);
  for (const auto& [name, value] : hidden) inside += hidden_field(name, value);
  inside += button(submit, "secondary");
  return form_element("o-form o-form--button", "post", action, "", inside);
}

Html sign_out_form(Visit& visit) {
  Html inside = token_field(visit);
  inside += html(R"(<button class="o-plain-button" type="submit">{}</button>)", t("Sign out"));
  return form_element("o-form--plain", "post", url(visit, "/sign-out"), "", inside);
}

Html search_form(const Visit& visit, const Url& action, const Html& fields, const Text& submit) {
  Html inside = fields;
  if (visit.language_is_chosen) inside += hidden_field("lang", tag(visit.language));
  inside += html(R"(<button class="ds-button" type="submit">{}</button>)", submit);
  return form_element("o-filter", "get", action, "", inside);
}

Html error_summary(const Filled& filled) {
  if (filled.ok()) return {};
  const Html items = each(filled.errors(), [](const FieldError& error) {
    return html(R"(<li><a href="{}">{}</a></li>)", Url().at(error.field), error.what);
  });
  return html(R"(<div class="ds-error-summary" id="errors" tabindex="-1" autofocus)"
              R"( aria-labelledby="errors-title"><h2 id="errors-title">{}</h2><ul>{}</ul></div>)",
              t("Correct this to go on"), items);
}

Html field(const Filled& filled, const Field& field) {
  note_words(filled, field);
  const InputKind kind = kind_of(field.input);
  return html(R"(<div class="ds-field">{}{}<input class="{}" type="{}" id="{}" name="{}")"
              R"( value="{}"{}{}{}{}{}>{}</div>)",
              label_for(field), hint(field), kind.css, kind.type, field.name, field.name,
              shown_value(filled, field), attribute_if(!kind.mode.empty(), "inputmode", kind.mode),
              attribute_if(!field.autocomplete.empty(), "autocomplete", field.autocomplete),
              attribute_if(!field.language.empty(), "lang", field.language),
              described_by(filled, field), invalid(filled, field), mistake(filled, field));
}

Html area_field(const Filled& filled, const Field& field) {
  note_words(filled, field);
  return html(R"(<div class="ds-field">{}{}<textarea class="ds-input" id="{}" name="{}")"
              R"( rows="{}"{}{}{}>{}{}</textarea>{}</div>)",
              label_for(field), hint(field), field.name, field.name, field.rows,
              attribute_if(!field.language.empty(), "lang", field.language),
              described_by(filled, field), invalid(filled, field),
              "\n",  // a browser takes away the first line end
              shown_value(filled, field), mistake(filled, field));
}

Html select_field(const Filled& filled, const Field& field, const std::vector<Option>& options) {
  note_choice(filled, field, options, {field.value});
  const std::string_view chosen = shown_value(filled, field);
  const Html list = each(options, [&](const Option& option) {
    return html(R"(<option value="{}"{}>{}</option>)", option.value,
                flag("selected", option.value == chosen), option.words);
  });
  return html(R"(<div class="ds-field">{}{}<select class="ds-input" id="{}")"
              R"( name="{}"{}{}{}>{}</select>{}</div>)",
              label_for(field), hint(field), field.name, field.name,
              attribute_if(!field.autocomplete.empty(), "autocomplete", field.autocomplete),
              described_by(filled, field), invalid(filled, field), list, mistake(filled, field));
}

Html radio_field(const Filled& filled, const Field& field, const std::vector<Option>& options) {
  note_choice(filled, field, options, {field.value});
  const std::string_view chosen = shown_value(filled, field);
  return group(filled, field, each(options, [&](const Option& option) {
                 return choice("radio", field, option, option.value == chosen);
               }));
}

Html tick_fields(const Filled& filled, const Field& field, const std::vector<Option>& options,
                 const std::vector<std::string>& ticked) {
  const auto is_ticked = [&](const Option& option) {
    return std::find(ticked.begin(), ticked.end(), option.value) != ticked.end();
  };
  note_choice(filled, field, options, ticked);
  return group(filled, field, each(options, [&](const Option& option) {
                 const bool is_on = filled.is_filled() ? filled.chose(field.name, option.value)
                                                       : is_ticked(option);
                 return choice("checkbox", field, option, is_on);
               }));
}

Html tick_field(const Filled& filled, const Field& field, bool is_ticked) {
  const std::vector<std::string> stands(is_ticked ? 1 : 0, "on");
  note_choice(filled, field, {{"on", field.label, {}}}, stands);
  const bool is_on = filled.is_filled() ? filled.ticked(field.name) : is_ticked;
  return html(R"(<div class="ds-field"><input class="ds-input" type="checkbox" id="{}" name="{}")"
              R"( value="on"{}{}{}><label class="ds-label" for="{}">{}</label>{}{}</div>)",
              field.name, field.name, flag("checked", is_on), described_by(filled, field),
              invalid(filled, field), field.name, label_words(field), hint(field),
              mistake(filled, field));
}

Html file_field(const Filled& filled, const Field& field, std::string_view accept) {
  return html(R"(<div class="ds-field">{}{}<input class="ds-input" type="file" id="{}" name="{}")"
              R"( accept="{}"{}{}>{}</div>)",
              label_for(field), hint(field), field.name, field.name, accept,
              described_by(filled, field), invalid(filled, field), mistake(filled, field));
}

Html hidden_field(std::string_view name, std::string_view value) {
  return html(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

Html hidden_field(std::string_view name, std::int64_t value) {
  return html(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

Html field_group(const Text& legend, const Html& fields) {
  return html(R"(<fieldset class="ds-fieldset"><legend class="ds-label"><h2>{}</h2></legend><div)"
              R"( class="o-form">{}</div></fieldset>)",
              legend, fields);
}

namespace {

// Everything that was typed, behind one button.
Html send_again(Visit& visit) {
  visit.keep_private();
  Html typed;
  for (const auto& [name, value] : visit.form.pairs())
    if (name != "token") typed += hidden_field(name, value);
  Html body = post_form(visit, *local_url(visit.request.target), typed, {t("Send it again")});
  if (visit.form.has_uploads())
    body += paragraph(t("A file can not be kept. Choose it again on the page before."));
  return body;
}

}  // namespace

Response stale_form_answer(Visit& visit) {
  Html body = paragraph(
      t("For your safety a form is only valid in the window where it was opened, and only for "
        "so long. What you wrote is still here."));
  body += send_again(visit);
  return page(visit, t("Send the form once more"), body, 403);
}

Response too_many_sends_answer(Visit& visit, std::int64_t wait_seconds) {
  const std::int64_t minutes = (wait_seconds + 59) / 60;
  Html body =
      paragraph(t("Very many forms have come from your network just now, so this one was not taken "
                  "in. What you wrote is still here."));
  body += paragraph(
      tn("Wait {} minute, and send it again.", "Wait {} minutes, and send it again.", minutes));
  body += send_again(visit);
  Response response = page(visit, t("Wait a little"), body, 429);
  response.headers.set("Retry-After", std::to_string(wait_seconds));
  return response;
}

}  // namespace overens

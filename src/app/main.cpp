// The command line. CLI11 stays in this file.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/commands.h"
#include "app/serve.h"
#include "base/catalogue.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/log.h"
#include "base/translation.h"
#include "post/message.h"

namespace {

using namespace overens;
using namespace overens::app;

struct Options {
  std::string config_file;
  std::string database;
  std::string listen;
  std::string argument;
  bool partial = false;
  bool demo = false;
  bool again = false;
  std::string demo_folder = "demo/ostergotland";
};

Config read_config(const Options& options) {
  std::string toml;
  if (!options.config_file.empty()) {
    std::ifstream in(options.config_file, std::ios::binary);
    if (!in) throw ConfigError("cannot read " + options.config_file);
    toml.assign(std::istreambuf_iterator<char>(in), {});
  }
  Config config = Config::read(toml, Config::from_environment);
  if (!options.database.empty()) config.set("database", options.database);
  if (!options.listen.empty()) {
    config.set("listen", options.listen);
    // The demonstration stands on this machine: its mails and its welcome lead to that port.
    const std::string port = options.listen.substr(options.listen.rfind(':') + 1);
    if (options.demo && !Config::from_environment("OVERENS_PUBLIC_URL"))
      config.set("public_url", "http://localhost:" + port);
  }
  if (options.demo) {
    config.set("demo", "true");
    config.set("mail", "caught");
  }
  if (config.text("mail") == "caught" && !config.yes("demo"))
    throw ConfigError("setting mail: caught is for demonstrations only");
  if (!post::is_safe_address(config.text("mail_from")))
    throw ConfigError("setting mail_from: “" + config.text("mail_from") +
                      "” is no address that mail can come from");
  const std::string& log = config.text("log");
  set_log_level(log == "error"     ? LogLevel::error
                : log == "warning" ? LogLevel::warning
                                   : LogLevel::info);
  return config;
}

int serve_command(const Options& options) {
  const Config config = read_config(options);
  Installation installation = open_installation(config, clock_now());
  if (options.demo)
    if (const int failed = prepare_demo(installation, options.demo_folder)) return failed;
  if (options.demo) print_welcome(installation);
  if (config.yes("demo")) installation.house->demo_of = demo_of(*installation.database);
  return serve(config, installation);
}

template <class Command>
int with_installation(const Options& options, Command command) {
  Installation installation = open_installation(read_config(options), clock_now());
  return command(installation);
}

}  // namespace

int main(int argc, char** argv) {
  use_catalogue(catalogue());
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);  // each line at once, also into a file
  Options options;
  int result = 0;
  CLI::App app("Överens: the home of a compact, from the first meeting note to the yearly report.");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  overens serve --demo --db sqlite:/tmp/demo.sqlite\n"
      "  overens serve --config /etc/overens.toml\n"
      "  overens new my-compact.toml --config /etc/overens.toml\n"
      "  overens import folder/ --config /etc/overens.toml\n"
      "  overens backup /var/backups/overens.sqlite --config /etc/overens.toml");

  const auto add_common = [&](CLI::App* command) {
    command->add_option("--config", options.config_file, "the settings, a TOML file");
    command->add_option("--db", options.database,
                        "sqlite:PATH or postgres://…; instead of the setting");
  };
  CLI::App* serve_app = app.add_subcommand("serve", "Serve the site until it is told to stop");
  add_common(serve_app);
  serve_app->add_option("--listen", options.listen, "ADDRESS:PORT; instead of the setting");
  serve_app->add_flag("--demo", options.demo, "bring in the demo and keep every mail here");
  serve_app->add_option("--demo-folder", options.demo_folder, "where the demo's files are");
  serve_app->callback([&] { result = serve_command(options); });

  CLI::App* import_app = app.add_subcommand("import", "Bring in a folder of files");
  add_common(import_app);
  import_app->add_option("folder", options.argument, "the folder")->required();
  import_app->add_flag("--partial", options.partial,
                       "keep what is right although rows are refused");
  import_app->callback([&] {
    result = with_installation(options, [&](Installation& installation) {
      return import_folder(installation, options.argument, options.partial);
    });
  });

  CLI::App* new_app = app.add_subcommand("new", "Set up an empty compact of your own");
  add_common(new_app);
  new_app->add_option("file", options.argument, "a TOML file with its first facts; - asks for them")
      ->required();
  new_app->callback([&] {
    result = with_installation(options, [&](Installation& installation) {
      return new_compact(installation, options.argument);
    });
  });

  CLI::App* letters_app = app.add_subcommand("letters", "Show the mails that could not be sent");
  add_common(letters_app);
  letters_app->add_flag("--again", options.again, "and try them again");
  letters_app->callback([&] {
    result = with_installation(
        options, [&](Installation& installation) { return letters(installation, options.again); });
  });

  CLI::App* backup_app = app.add_subcommand("backup", "Copy the database, also while it is in use");
  add_common(backup_app);
  backup_app->add_option("to", options.argument, "the new file")->required();
  backup_app->callback([&] {
    result = with_installation(options, [&](Installation& installation) {
      return backup(installation, options.argument);
    });
  });

  CLI::App* restore_app =
      app.add_subcommand("restore", "Put a backup back, also while it is in use");
  add_common(restore_app);
  restore_app->add_option("from", options.argument, "the backup")->required();
  restore_app->callback([&] { result = restore(read_config(options), options.argument); });

  const auto add_printer = [&app](const char* name, const char* what, std::string (*text)()) {
    app.add_subcommand(name, what)->callback([text] { std::fputs(text().c_str(), stdout); });
  };
  add_printer("config", "Print every setting with its default and meaning", config_text);
  add_printer("routes", "Print method, path, who may, function", routes_text);
  add_printer("schema", "Print the schema as SQLite keeps it", schema_text);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const Refusal& refusal) {
    const auto& told = refusal.told();
    std::fprintf(stderr, "overens: %s\n", told ? in_terminal(*told).c_str() : refusal.what());
    return 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "overens: %s\n", error.what());
    return 1;
  }
  return result;
}

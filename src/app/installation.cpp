#include "app/installation.h"

#include "app/app.h"
#include "app/sort_keys.h"
#include "app/store.h"
#include "base/log.h"
#include "db/migrations.h"

namespace overens::app {
Installation open_installation(const Config& config, Instant now) {
  DatabaseOptions options;
  options.address = config.text("database");
  options.readers = static_cast<int>(config.number("workers")) + 1;  // one for background tasks
  options.writers = options.readers;
  Installation installation;
  installation.database = Database::open(options);
  const int applied = migrate(*installation.database, embedded_migrations(), now);
  if (applied > 0) log_info("database: " + std::to_string(applied) + " migrations applied");

  auto house = make_house();
  house->public_url = config.text("public_url");
  house->anonymous_sends = {.at_once = config.number("anonymous_forms_at_once"),
                            .per_hour = config.number("anonymous_forms_per_hour")};
  house->is_demo = config.yes("demo");
  house->mails_are_caught = config.text("mail") == "caught";
  house->secret_key = secret_key(*installation.database, now);
  house->controller = config.text("controller");
  house->data_protection_officer = config.text("data_protection_officer");
  house->registrator = config.text("registrator");
  house->hosting = config.text("hosting");
  house->mail_from = config.text("mail_from");
  if (const auto renewed = renew_sort_keys(*installation.database, *house, now))
    log_info("database: " + std::to_string(renewed) + " sort keys made anew for this ICU");
  installation.house = std::move(house);
  return installation;
}

}  // namespace overens::app

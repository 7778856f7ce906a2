#include "app/app.h"

#include "features/activities/activities.h"
#include "features/affiliations/affiliations.h"
#include "features/compacts/compacts.h"
#include "features/consultations/consultations.h"
#include "features/contributions/contributions.h"
#include "features/decisions/decisions.h"
#include "features/directory/directory.h"
#include "features/files/files.h"
#include "features/groups/groups.h"
#include "features/home/home.h"
#include "features/jobs/jobs.h"
#include "features/organisations/organisations.h"
#include "features/people/people.h"
#include "features/records/records.h"
#include "features/signatures/signatures.h"
#include "features/texts/texts.h"

namespace overens::app {

std::vector<Feature> all_features() {
  // clang-format off: one line a feature
  return {
      files::feature(),         people::feature(),        organisations::feature(),
      compacts::feature(),      groups::feature(),        jobs::feature(),
      activities::feature(),    contributions::feature(), texts::feature(),
      consultations::feature(), decisions::feature(),     affiliations::feature(),
      signatures::feature(),    directory::feature(),     records::feature(),
      home::feature(),
  };
  // clang-format on
}

std::unique_ptr<House> make_house() {
  auto house = std::make_unique<House>();
  house->features = all_features();
  house->find_actor = people::find_actor;
  house->find_scope = compacts::find_scope;
  house->frame = home::frame;
  return house;
}

Router routes_of(const House& house) {
  Router router;
  for (const Feature& feature : house.features)
    if (feature.routes) feature.routes(router);
  return router;
}

}  // namespace overens::app

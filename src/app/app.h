// The house put together: the features in their order, the hooks by which the web room asks them,
// the routes. A new feature is one line in app.cpp.
#pragma once

#include <memory>
#include <vector>

#include "features/feature.h"
#include "web/router.h"

namespace overens::app {

// All features, in the order of rooms (design: a later one may know an earlier one's header).
std::vector<Feature> all_features();

// A house with all features and hooks, and none of an installation's settings yet.
std::unique_ptr<House> make_house();

// The routes of all features.
Router routes_of(const House& house);

}  // namespace overens::app

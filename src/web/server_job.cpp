#include "web/server_job.h"

#include <exception>

#include "base/log.h"
#include "web/server_outgoing.h"

namespace overens {

bool have_made(Loop& loop, const std::shared_ptr<Job>& job) {
  const bool taken = loop.shared.workers.offer([job, &loop] {
    try {
      job->response = loop.shared.answers.page(job->request);
    } catch (const std::exception& wrong) {
      log_error(std::string("page: ") + wrong.what());
      job->response = plain_error(500);
    }
    asio::post(loop.context, [job] {
      job->done = true;
      job->wake();
    });
  });
  if (taken) loop.wake_workers_soon();
  return taken;
}

}  // namespace overens

-- For wrk: each request registers somebody new. After "--": the form's token, the session cookie,
-- and a word that makes this run's addresses differ from those of others.

local token, cookie, run
local sent = 0

function init(arguments)
  token, cookie, run = arguments[1], arguments[2], arguments[3]
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  wrk.headers["Cookie"] = "__Host-session=" .. cookie
end

function request()
  sent = sent + 1
  local who = run .. "-" .. sent
  return wrk.format(nil, nil, nil,
    "token=" .. token .. "&form=" .. who .. "&wait=yes&name=Kim+Berg&email=" .. who ..
    "%40example.org&organisation=&organisation_name=")
end

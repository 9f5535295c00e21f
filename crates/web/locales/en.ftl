## The frame of a page
web-site = Gongdi
web-tagline = Our own affairs, settled together
web-skip = Skip to the content
web-nav = Main sections
web-crumbs = You are here
web-elder-on = Large print
web-elder-off = Standard print
web-sign-in = Sign in
web-sign-out = Sign out
web-theme = Light or dark
web-theme-auto = As the device
web-theme-light = Light
web-theme-dark = Dark
web-foot = Not at ease online? Tell the community office; staff will fill it in for you, and paper counts just the same.

## Forms
web-error-title = Error:{" "}
web-error-heading = Something needs changing; what you typed is kept
web-colon = :{" "}
web-optional = (optional)
web-max = At most { $n } characters
web-offline = No connection, no answer came. What you typed is still here; try again once connected, it will not count twice.
web-draft-restored = Draft restored
web-draft-clear = Clear

## Errors
web-fault-id = Fault number
web-fault-help = Give this number to the community staff; it lets us find the cause.
web-home = Back to the start

## The six steps
web-way = How far this matter has come
web-way-now = (now)
web-stage-listen = Listen
web-stage-decide = Decide
web-stage-build = Build
web-stage-manage = Manage
web-stage-evaluate = Evaluate
web-stage-share = Share

## Lists and tallies
web-pager = Pages
web-prev = Previous
web-next = Next
web-tally-option = Option
web-tally-count = Count
web-tally-share = Share
web-tally-bar = Bar

## Paper
web-paper-code = Number
web-paper-scan = Scan to follow

## Problems and refusals
web-unit-yuan = yuan
web-problem-missing = Nothing is here
web-problem-missing-message = The address may be mistyped, or you may not see it yet. Please check it, or begin at the front page.
web-problem-refused = This cannot be done now
web-problem-invalid = Something needs correcting
web-problem-invalid-message = Some fields are not right. Please correct them; all you typed is kept.
web-problem-again = This was done before; it is not done twice.
web-problem-fault = Something broke on our side
web-problem-fault-message = It is not your doing, and nothing was half done. Please try again shortly.
web-refused-sign-in = Please sign in first.
web-refused-role = Your role cannot do this.
web-refused-csrf = The page was open too long, or this was not sent from it. All is kept: please press once more.
web-refused-key = The key against doubles is missing; please reload the page.
web-refused-large = Too large: at most 256 KB. Please write less.
web-refused-broken = It did not arrive whole; please send it again.
web-refused-json = This is not a readable JSON object, or its type is not application/json.
web-refused-stage = This matter has not come to that stage.
web-wrong-empty = Please fill this in
web-wrong-long = Too long: at most { $arg } characters
web-wrong-damaged = Some characters cannot be read; please write it again
web-wrong-choice = Please choose from the list
web-wrong-money = Please write an amount, like 500 or 500.50
web-wrong-number = Please write a whole number
web-wrong-range = It must lie within { $arg }
web-wrong-date = Please write a date, like 2026-11-22
web-wrong-time = Please write a time, like 19:30

## Roles and channels
web-role-visitor = a resident
web-role-resident = resident
web-role-convener = convener
web-role-committee = committee
web-role-worker = community worker
web-role-street = street or township
web-role-department = department
web-role-county = county
web-role-coach = coach
web-role-assessor = assessor
web-role-adviser = adviser
web-role-system-admin = system administrator
web-role-security-admin = security administrator
web-role-audit-admin = audit administrator
web-channel-web = web page
web-channel-phone = telephone
web-channel-walk-in = came by
web-channel-visit = visit
web-channel-paper = paper
web-channel-meeting = at a meeting

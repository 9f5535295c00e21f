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

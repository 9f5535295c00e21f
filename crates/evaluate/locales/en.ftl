## Is it solved
evaluate-verdict = Solved? Those who raised it say so
evaluate-verdict-state-open = those who raised it are being asked
evaluate-verdict-state-solved = those who raised it say solved
evaluate-verdict-state-reopened = somebody says it is not solved; open again
evaluate-verdict-state-lapsed = nobody could be reached; ended by rule, not counted as satisfied
evaluate-verdict-number = reported handled for the { $n }. time
evaluate-verdict-wait-roll = Nobody raised this matter, so the roll's three questions decide: more than half must approve, with at least five answers.
evaluate-verdict-wait-time = Waiting for those who raised it.
evaluate-verdict-wait-attempts = Not tried often enough: it cannot be ended, people must be contacted again.
evaluate-verdict-until = Until { $day }.
evaluate-verdict-until-unknown = The holidays of that year are not published, so there is no last day yet; nothing is ended before.
evaluate-verdict-rule = By: { $name } ({ $law }). Everybody is contacted at least { $n } times.
evaluate-verdict-rule-unverified = By: { $name } ({ $law }, not verified). Everybody is contacted at least { $n } times.
evaluate-verdict-people = { $n }
evaluate-verdict-said-solved = say solved
evaluate-verdict-said-partly = say partly
evaluate-verdict-said-not = say not solved
evaluate-verdict-said-unreached = not reached yet
evaluate-verdict-untried = not contacted yet
evaluate-verdict-tries = tried { $n } times, not reached
evaluate-verdict-turn = No. { $n } · { $came } · { $stands }
evaluate-verdict-refused-none = This matter was not reported handled yet; you will be asked when it is.
evaluate-verdict-refused-settled = Those who raised it said it is solved. If you think it is not, say so: it is open again at once.
evaluate-verdict-refused-reopened = Somebody said it is not solved, so it is being handled again; you will be asked afterwards.
evaluate-verdict-refused-asked = You are being asked just now: please say whether it is solved.
evaluate-verdict-refused-window = It was said to be solved more than { $days } days ago. Please report the new situation: it becomes a new matter.
evaluate-verdict-refused-handler = You handled this matter, so somebody else has to listen and write down whether it is solved.
evaluate-verdict-refused-own-word = This resident has spoken already; nobody can change that for them.
evaluate-verdict-refused-reached = This resident was reached already.
evaluate-verdict-wrong-late = You joined after the matter was reported handled: say so if it is not solved and it is open again at once; otherwise there is nothing to fill in.
evaluate-verdict-wrong-day = The day must lie between the day it was reported handled and today
evaluate-verdict-wrong-twice = One attempt is counted on this day already; one a day counts
evaluate-verdict-give = Say whether it is solved
evaluate-verdict-give-intro = What you raised was reported handled. Whether it is solved is yours to say; if one person says it is not, it is open again at once and nobody can prevent it. Who you are is not made public.
evaluate-verdict-give-result = Is it solved
evaluate-verdict-give-result-solved = Solved
evaluate-verdict-give-result-partly = Partly
evaluate-verdict-give-result-not = Not solved
evaluate-verdict-give-words = In your words
evaluate-verdict-give-words-hint = Public; telephone and identity numbers are hidden.
evaluate-verdict-give-submit = That is what I say
evaluate-verdict-give-done = Your word is kept.
evaluate-verdict-dispute = It is not solved after all
evaluate-verdict-dispute-intro = This matter counts as solved, or nobody was reached. If you say it is not solved it is open again at once; nobody's leave is needed.
evaluate-verdict-dispute-result = How is it now
evaluate-verdict-dispute-result-partly = Partly solved
evaluate-verdict-dispute-result-not = Not solved
evaluate-verdict-dispute-words = What is missing
evaluate-verdict-dispute-words-hint = Public; telephone and identity numbers are hidden.
evaluate-verdict-dispute-submit = Open it again
evaluate-verdict-dispute-done = It is open again.
evaluate-verdict-enter = Write down what somebody said
evaluate-verdict-enter-intro = For residents without internet: what they said, in their words, or that they were not reached. Who handled the matter cannot fill this in.
evaluate-verdict-enter-voice = Which one
evaluate-verdict-enter-voice-hint = In the order they raised it, by channel, without names.
evaluate-verdict-enter-channel = How they were contacted
evaluate-verdict-enter-channel-hint = For those who left no contact, post a note in the building asking them to speak, and choose paper.
evaluate-verdict-enter-channel-phone = Telephone
evaluate-verdict-enter-channel-visit = We visited
evaluate-verdict-enter-channel-walk-in = They came by
evaluate-verdict-enter-channel-paper = Paper
evaluate-verdict-enter-channel-meeting = At a meeting
evaluate-verdict-enter-result = What they said
evaluate-verdict-enter-result-solved = Solved
evaluate-verdict-enter-result-partly = Partly
evaluate-verdict-enter-result-not = Not solved
evaluate-verdict-enter-result-unreached = Not reached
evaluate-verdict-enter-day = On which day
evaluate-verdict-enter-words = In their words
evaluate-verdict-enter-words-hint = Public; no names, no telephone numbers.
evaluate-verdict-enter-submit = Keep
evaluate-verdict-enter-done = Kept.
evaluate-verdict-asked =
    { $dated ->
        [false] { $voices } who raised it are asked whether it is solved; the last day is not known yet
       *[true] { $voices } who raised it are asked whether it is solved, until { $until }
    }
evaluate-verdict-given =
    { $entered ->
        [true] Written down by { $who }: one who raised it
       *[false] One who raised it
    }{" "}{ $changed ->
        [true] now says
       *[false] says
    }:{" "}{ $result ->
        [solved] solved
        [partly] partly solved
       *[not] not solved
    }
evaluate-verdict-disputed =
    One who raised it says after all:{" "}{ $result ->
        [solved] solved
        [partly] partly solved
       *[not] not solved
    }
evaluate-verdict-tried = { $who } tried to contact one who raised it on { $day } and did not reach them (attempt { $tries })
evaluate-matter-solved =
    { $by ->
        [roll] The roll approves: { $solved } approve, { $partly } so-so, { $not } do not, { $unreached } did not answer
       *[voices] Those who raised it say solved: { $solved } solved, { $partly } partly, { $not } not, { $unreached } not reached
    }
evaluate-matter-reopened =
    { $by ->
        [few] Not more than half of the roll's answers approve: open again
        [roll] Not more than half of the roll's answers approve: open again ({ $solved } approve, { $partly } so-so, { $not } do not)
       *[voices] Said not to be solved, open again: { $solved } solved, { $partly } partly, { $not } not, { $unreached } not reached. { $words }
    }
evaluate-matter-lapsed =
    { $by ->
        [voices] Everybody was tried at least { $attempts } times and none of { $unreached } was reached: ended by rule, neither satisfied nor solved
       *[few] Too few of the roll answered: ended by rule, neither satisfied nor solved
    }

## Three questions
evaluate-review = Three questions to residents
evaluate-review-show = Results of the three questions
evaluate-review-title = Three questions: { $title }
evaluate-review-lead = Three questions, asked and counted separately, never made into one score. Nobody can find out who answered what, and staff cannot change it.
evaluate-review-which-first = No. { $n }, when the work was done
evaluate-review-which-again = No. { $n }, { $again } months later
evaluate-review-state-open = being answered
evaluate-review-state-closed = closed
evaluate-review-stands-open = { $forms } came, { $size } are asked, until { $day }
evaluate-review-stands-closed = { $forms } came, { $size } were asked, closed on { $day }
evaluate-review-window = To be answered
evaluate-review-span = { $from } to { $to }
evaluate-review-roll = Who is asked
evaluate-review-roll-none = There is no roll here yet, so nobody can be asked
evaluate-review-roll-adults = The roll of residents:{" "}
evaluate-review-roll-households = The roll of households:{" "}
evaluate-review-roll-owners = The roll of owners:{" "}
evaluate-review-people = { $n }
evaluate-review-answered = { $n } of { $all } answered this question
evaluate-review-of = { $n } / { $all }
evaluate-review-forms = Came / asked
evaluate-review-by-web = By page
evaluate-review-by-paper = On paper
evaluate-review-refused = Do not want to answer
evaluate-review-hidden = No numbers while people answer, so that neighbours cannot guess; all are shown after the last day.
evaluate-review-few = Fewer than five answered this question, so it is not broken out.
evaluate-review-question-approve = Do you approve
evaluate-review-question-glad = Are you glad
evaluate-review-question-satisfied = Are you satisfied
evaluate-review-approve-yes = Approve
evaluate-review-approve-so-so = So-so
evaluate-review-approve-no = Do not approve
evaluate-review-glad-yes = Glad
evaluate-review-glad-so-so = So-so
evaluate-review-glad-no = Not glad
evaluate-review-satisfied-yes = Satisfied
evaluate-review-satisfied-so-so = So-so
evaluate-review-satisfied-no = Not satisfied
evaluate-review-serial = Serial
evaluate-review-refused-over = Answers were taken until { $day }.
evaluate-review-refused-roll = The roll of the place is asked, and you are not on it. If you live here, please register at the community.
evaluate-review-refused-twice = You have answered, or taken paper. One answer each.
evaluate-review-refused-paper = “{ $unit }” has answered, or taken paper already.
evaluate-review-wrong-none = Nothing is chosen. If you do not want to answer, tick that
evaluate-review-wrong-both = Answers are chosen and "do not want to answer" is ticked: keep one of them
evaluate-review-wrong-serial = There is no such serial, please check it
evaluate-review-wrong-used = This sheet was typed in already
evaluate-review-answer = Answer the three questions
evaluate-review-answer-intro = Without a name: only that you answered is kept, not what. It cannot be changed afterwards.
evaluate-review-answer-approve = Do you approve
evaluate-review-answer-approve-yes = Approve
evaluate-review-answer-approve-so-so = So-so
evaluate-review-answer-approve-no = Do not approve
evaluate-review-answer-glad = Are you glad
evaluate-review-answer-glad-yes = Glad
evaluate-review-answer-glad-so-so = So-so
evaluate-review-answer-glad-no = Not glad
evaluate-review-answer-satisfied = Are you satisfied
evaluate-review-answer-satisfied-yes = Satisfied
evaluate-review-answer-satisfied-so-so = So-so
evaluate-review-answer-satisfied-no = Not satisfied
evaluate-review-answer-refuse = I do not want to answer
evaluate-review-answer-submit = Hand in
evaluate-review-answer-done = Received, thank you.
evaluate-review-hand = Hand out paper
evaluate-review-hand-intro = Tick who takes paper: they no longer answer by page, and as many sheets are printed. Serials are random and belong to nobody.
evaluate-review-hand-units = Who takes paper
evaluate-review-hand-submit = Hand out
evaluate-review-hand-done = Noted; please print the sheets.
evaluate-review-sheet = Print the sheets
evaluate-review-sheet-print = Print
evaluate-review-sheet-none = There is nothing to print; first note who takes paper.
evaluate-review-sheet-how = Tick one box per question, write no name, and put it into the box before { $day }.
evaluate-review-enter = Type in paper sheets
evaluate-review-enter-intro = Sheets out of the box, one after the other. Who handled the matter cannot type them in.
evaluate-review-enter-serial = Serial of the sheet
evaluate-review-enter-approve = Do you approve
evaluate-review-enter-approve-yes = Approve
evaluate-review-enter-approve-so-so = So-so
evaluate-review-enter-approve-no = Do not approve
evaluate-review-enter-glad = Are you glad
evaluate-review-enter-glad-yes = Glad
evaluate-review-enter-glad-so-so = So-so
evaluate-review-enter-glad-no = Not glad
evaluate-review-enter-satisfied = Are you satisfied
evaluate-review-enter-satisfied-yes = Satisfied
evaluate-review-enter-satisfied-so-so = So-so
evaluate-review-enter-satisfied-no = Not satisfied
evaluate-review-enter-refuse = Does not want to answer
evaluate-review-enter-submit = Keep, next sheet
evaluate-review-enter-done = This sheet is kept.
evaluate-review-opened =
    { $first ->
        [true] The { $asked } on the roll are asked three questions, until { $until }
       *[false] { $again } months later the { $asked } on the roll are asked three questions again, until { $until }
    }
evaluate-review-handed = Paper questionnaires handed out: { $n }
evaluate-review-closed = The three questions are closed: { $asked } asked, { $answered } answered, { $refused } did not want to

## Numbers
evaluate-rates-show = The numbers of this place
evaluate-rates-title = { $place } · what residents say
evaluate-rates-lead = Counted on { $day }, exact, nothing rounded. Each number leads to its evidence.
evaluate-rates-voices = What those who raised matters say (people)
evaluate-rates-matters = How the matters stand
evaluate-rates-solved = say solved
evaluate-rates-partly = say partly
evaluate-rates-not = say not solved
evaluate-rates-unreached = not reached
evaluate-rates-matters-solved = solved in residents' own word
evaluate-rates-lapsed = nobody reached, ended by rule
evaluate-rates-reopened = opened again within 90 days
evaluate-rates-parked = parked
evaluate-rates-awaiting = waiting for residents' verdict
evaluate-rates-reached = those who were reached
evaluate-rates-satisfied = answered satisfied
evaluate-rates-answered = answered that question
evaluate-rates-few = fewer than five answers, not broken out
evaluate-rates-parked-note = Parked is not solved, and unreached is not satisfied.
evaluate-rates-nothing = Nobody has judged yet, so there is no such number.
evaluate-rates-solving = Solved, of those reached
evaluate-rates-solving-how = Who say solved ÷ who were reached. The unreached are not in it; they stand above by themselves.
evaluate-rates-satisfaction = Satisfied, of those who answered
evaluate-rates-satisfaction-how = Who answered satisfied ÷ who answered that question. Approving and glad are counted apart.
evaluate-rates-few-note = { $n } more times fewer than five answered: not broken out and not in it.
evaluate-rates-list-lead = The matters behind the number: matters only, no people.
evaluate-rates-list-none = There are none now.
evaluate-rates-adds = counts { $n }
evaluate-rates-nav = Rates and verdicts

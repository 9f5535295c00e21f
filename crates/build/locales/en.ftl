## Projects
build-project = What we build together
build-yuan = { $n } yuan
build-days = { $n } days
build-area = { $n } m²
build-print = Print
build-wrong-future = The day cannot be after today
build-wrong-before = The end cannot be before the beginning
build-wrong-area = Write an area, such as 35 or 35.5
build-sign-receiver = Received by
build-sign-giver = Handed over by
build-project-state-building = being built
build-project-state-finished = finished
build-project-since = begun { $day }
build-project-plan = What was decided
build-project-frozen = This is the version that was adopted and posted. It cannot be changed; a change needs a new decision.
build-project-look = See what is missing
build-project-days = days of work given
build-project-signed = steps signed by residents
build-project-raised = Cash given
build-project-how-it-stands = How it stands
build-project-finished-heading = Finished
build-project-upkeep-yes = Somebody has to keep it up from now on.
build-project-upkeep-no = Nobody has to keep it up.
build-project-learned = What was learned:
build-project-refused-finished = This project is finished. Please report what is new.
build-project-refused-unfinished = Not yet: residents signed { $signed } of { $steps } steps, and { $defects } defects are open. Every step needs a resident's signature, every defect a resident's word.
build-project-started = Building begins: “{ $title }”, planned cost: { $unit ->
    [yuan] { $cost } yuan
    [none] not said in the plan
   *[words] { $cost }
  }
build-project-finished = “{ $title }” is finished: { $cost } yuan spent, { $raised } yuan given, { $days } days of work; { $upkeep ->
    [true] it needs upkeep
   *[other] it needs no upkeep
  }
build-project-finish = Say it is finished
build-project-finish-intro = Possible once residents signed every step and every defect is cleared.
build-project-finish-upkeep = Does somebody have to keep it up
build-project-finish-upkeep-yes = Yes, next we settle who
build-project-finish-upkeep-no = No, ask residents what they think
build-project-finish-learned = What did we learn
build-project-finish-learned-hint = What would help another place that tries the same.
build-project-finish-submit = It is finished
build-project-finish-done = The project is finished.

## Contributions
build-contribution = What people give
build-contribution-somebody = a resident
build-contribution-gift = { $kind ->
    [cash] { $amount } yuan
    [labour] { $amount } days of work
    [material] { $priced ->
        [true] goods: { $what } (worth { $amount } yuan)
       *[false] goods: { $what }
      }
   *[other] { $amount } m² of land
  }
build-contribution-state-promised = promised
build-contribution-state-delivered = delivered, to be counted
build-contribution-state-accepted = counted
build-contribution-state-withdrawn = withdrawn
build-contribution-giver = Given by
build-contribution-away = from away
build-contribution-entered-by = Entered by
build-contribution-promised-on = Promised
build-contribution-delivered-on = Delivered
build-contribution-accepted-on = Counted
build-contribution-number = Receipt
build-contribution-counted = Received
build-contribution-worth = Worth
build-contribution-promised-gift = Promise
build-contribution-how-it-stands = How it stands
build-contribution-thanks = Received in full and entered in the project's account. Thank you.
build-contribution-keep-link = Only you know the address of this page. Keep or print it: with it you say that you delivered, or take the promise back.
build-contribution-total-cash = Cash received
build-contribution-total-waiting = Cash promised and not yet counted
build-contribution-total-days = Work
build-contribution-total-material = Value of goods
build-contribution-total-land = Land
build-contribution-none = Nobody has signed up yet.
build-contribution-voluntary = Giving is free, and so is not giving: nobody who does not give is listed anywhere.
build-contribution-ceiling-fen = By “{ $law }” at most { $n } yuan a year may be asked of one person; free gifts are not limited.
build-contribution-ceiling-days = By “{ $law }” at most { $n } days a year may be asked of one able person; free gifts are not limited.
build-contribution-refused-state = This step was taken already; please look at how it stands.
build-contribution-refused-unseen = Only the private link says it was brought; nobody known has seen it. Somebody who serves the place records the delivery first, then somebody else counts.
build-contribution-refused-same = Who gave it or recorded its delivery cannot count it. Please ask somebody else.
build-contribution-refused-receipt = There is a receipt once it is counted.
build-contribution-promise = I want to give
build-contribution-promise-intro = Money, work, goods or land, also from away; no account needed. It is free, and can be taken back until it is delivered.
build-contribution-promise-kind = What
build-contribution-promise-kind-cash = Money
build-contribution-promise-kind-labour = Work
build-contribution-promise-kind-material = Goods (material, tools)
build-contribution-promise-kind-land = Land (garden, corner of a yard, edge of a field)
build-contribution-promise-money = Amount
build-contribution-promise-money-hint = For money: how much. For goods you may say about what they are worth.
build-contribution-promise-days = How many days
build-contribution-promise-days-unit = days
build-contribution-promise-days-hint = For work: people times days.
build-contribution-promise-area = What area
build-contribution-promise-area-unit = m²
build-contribution-promise-area-hint = For land.
build-contribution-promise-what = What exactly
build-contribution-promise-what-hint = Needed for goods, such as “20 bags of cement”. No names or telephone numbers, please.
build-contribution-promise-consent = Show what I am called
build-contribution-promise-consent-hint = Otherwise it says “a resident”.
build-contribution-promise-name = The name to show
build-contribution-promise-name-hint = Shown and kept only when the box above is ticked.
build-contribution-promise-remote = I am away
build-contribution-promise-behalf = I work here and enter this for somebody else
build-contribution-promise-submit = Sign up
build-contribution-promise-done = Signed up. Keep the address of this page.
build-contribution-promised = Somebody will give { build-contribution-gift }
build-contribution-deliver = Record delivery
build-contribution-deliver-intro = Once it is brought or done, record the day; somebody else counts it.
build-contribution-deliver-day = Day of delivery
build-contribution-deliver-submit = Record
build-contribution-deliver-done = Recorded; somebody else counts it.
build-contribution-delivered = Delivered: { build-contribution-gift }
build-contribution-bring = I delivered it
build-contribution-bring-intro = Once it is brought or done, record the day; you get a receipt when it is counted.
build-contribution-bring-day = Day of delivery
build-contribution-bring-submit = Record
build-contribution-bring-done = Recorded; it will be counted.
build-contribution-accept = Count
build-contribution-accept-how-cash = Count the money together and write what was received (yuan).
build-contribution-accept-how-labour = Write how many days were really worked.
build-contribution-accept-how-material = Check the goods and write what they are worth (yuan); 0 for no price.
build-contribution-accept-how-land = Measure and write the area really given (m²).
build-contribution-accept-amount = How much it is
build-contribution-accept-amount-hint = It may be less than promised, not more; enter the rest as another gift.
build-contribution-accept-submit = Counted, give a receipt
build-contribution-accept-done = Counted; the receipt can be printed.
build-contribution-accepted = Counted: { build-contribution-gift }, receipt { $receipt }
build-contribution-withdraw = Take the promise back
build-contribution-withdraw-intro = No reason is needed. It is not shown any more.
build-contribution-withdraw-submit = Take back
build-contribution-withdraw-done = The promise is taken back.
build-contribution-withdrawn = A promise was taken back: { build-contribution-gift }
build-contribution-follow = My promise
build-contribution-receipt = Receipt

## Work
build-work = Steps
build-work-none = No step is planned yet.
build-work-monitors = Residents who watch the quality
build-work-no-monitor = nobody yet, you could
build-work-when = planned { $begins } to { $ends }
build-work-completed-on = Done on { $day }.
build-work-signed-by = { $name } looked at it and signed.
build-work-signed-of = { $signed }/{ $steps }
build-work-mended-so = Put right:
build-work-state-planned = to be done
build-work-state-started = being done
build-work-state-completed = done, to be signed by a resident
build-work-state-signed = signed by a resident
build-work-defect-state-open = defect, to be put right
build-work-defect-state-mended = put right, to be confirmed
build-work-defect-state-cleared = residents say it is right
build-work-refused-state = It is too early for this step, or it was taken already.
build-work-refused-same = Who did the work cannot sign it. Please ask another resident.
build-work-refused-defect = A defect of this step is still open; it can be signed once that is cleared.
build-work-refused-monitor = Only residents who volunteered to watch the quality can do this.
build-work-refused-raiser = Only the resident who raised the defect, or one who watches the quality, can confirm.
build-work-refused-already = You watch the quality already.
build-work-plan = Plan a step
build-work-plan-intro = Say what is done, from when to when, and by whom, so that all can watch.
build-work-plan-what = What
build-work-plan-begins = From
build-work-plan-ends = To
build-work-plan-doer = By whom
build-work-plan-doer-hint = A team, a company, “villagers”; no personal names.
build-work-plan-submit = Plan
build-work-plan-done = The step is planned.
build-work-planned = Step “{ $step }” is planned: { $begins } to { $ends }, { $doer }
build-work-start = Record the beginning
build-work-start-day = Day it began
build-work-start-submit = Record
build-work-start-done = Recorded.
build-work-started = “{ $step }” has begun
build-work-complete = Say it is done
build-work-complete-day = Day it was done
build-work-complete-doer = By whom
build-work-complete-note = Anything to say
build-work-complete-submit = It is done
build-work-complete-done = Recorded; a resident will look at it and sign.
build-work-completed = “{ $step }” is done, { $doer }. { $note }
build-work-volunteer = I will watch the quality
build-work-volunteer-intro = Every resident of the place may. What you are called is shown; sign only what you saw and found good.
build-work-volunteer-submit = Volunteer
build-work-volunteer-done = You watch the quality now.
build-work-volunteered = { $who } watches the quality of “{ $title }”
build-work-sign = Sign
build-work-sign-what = Sign when you have seen “{ $step }” and find it good.
build-work-sign-submit = I saw it, it is good
build-work-sign-done = Signed.
build-work-signed = { $who } looked at “{ $step }” and signed
build-work-defect = Raise a defect
build-work-defect-words = What is wrong
build-work-defect-submit = Raise
build-work-defect-done = Noted; it is open until residents say it is right.
build-work-faulted = A resident found a defect of “{ $step }”: { $words }
build-work-mend = Say it is put right
build-work-mend-words = How
build-work-mend-submit = It is put right
build-work-mend-done = Noted; residents will look.
build-work-mended = A defect of “{ $step }” was put right: { $words }
build-work-clear = Confirm
build-work-clear-what = Defect: { $words }. Put right: { $mended }.
build-work-clear-good = Is it right now
build-work-clear-good-yes = Yes
build-work-clear-good-no = No, do it again
build-work-clear-submit = Confirm
build-work-clear-done = Noted.
build-work-cleared = Residents say the defect of “{ $step }” is put right: { $words }

## Accounts
build-account = Account
build-account-of = Account of “{ $title }”
build-account-show = See every line
build-account-planned = Planned cost
build-account-planned-unknown = (not an amount)
build-account-income-yuan = Income (¥)
build-account-spending-yuan = Spending (¥)
build-account-income = Income
build-account-of-gifts = of it, given by residents
build-account-of-grants = of it, other public grants
build-account-of-others = of it, other income
build-account-of-award = of it, award
build-account-spending = Spending
build-account-balance = Balance
build-account-gap = Gap
build-account-gap-missing = { $n } yuan missing
build-account-gap-none = nothing missing
build-account-gap-over = { $n } yuan left over
build-account-rule = Income = spending + balance, to the fen. One enters, another confirms, then it counts; a wrong line is countered, never changed.
build-account-empty = No lines yet.
build-account-lines = Every line (yuan)
build-account-what = What for
build-account-day = Day
build-account-in = In
build-account-out = Out
build-account-voucher = Voucher
build-account-eyes = Entered and confirmed
build-account-red = counter-entry
build-account-kind-spending = Spending
build-account-kind-gift = Given by a resident
build-account-kind-grant = Public grant
build-account-kind-other = Other income
build-account-kind-award = Award
build-account-state-entered = to be confirmed
build-account-state-counted = confirmed
build-account-state-struck = refused
build-account-line = { $day } { $kind } { $amount } yuan, { $what }, { $party }, voucher { $voucher }
build-account-refused-checked = This line was confirmed or refused already.
build-account-refused-same = Who entered a line cannot confirm it. Please ask somebody else.
build-account-refused-counter = This line cannot be countered: it does not count, is countered already, or is itself a counter-entry.
build-account-enter = Enter a line
build-account-enter-intro = Counted cash gifts enter by themselves. Enter spending and other income here.
build-account-enter-kind = Kind
build-account-enter-kind-spending = Spending
build-account-enter-kind-grant = Income: other public grant
build-account-enter-kind-other = Income: other (interest, sold material)
build-account-enter-amount = Amount
build-account-enter-day = Day of the voucher
build-account-enter-what = What for
build-account-enter-party = Other side
build-account-enter-party-hint = A company, a unit or an office; no personal names.
build-account-enter-voucher = Number of the voucher
build-account-enter-submit = Enter
build-account-enter-done = Entered; it counts once somebody else confirms it.
build-account-entered = Entered, to be confirmed: { $kind ->
    [spending] spending
   *[other] income
  } { $amount } yuan, { $what }
build-account-confirm = Confirm
build-account-confirm-verdict = Does it match the voucher
build-account-confirm-verdict-right = Yes, it counts
build-account-confirm-verdict-wrong = No, refuse it
build-account-confirm-why = Why not
build-account-confirm-submit = Confirm
build-account-confirm-done = Noted.
build-account-confirmed = Confirmed: { $kind ->
    [spending] spending
    [award] award received
   *[other] income
  } { $amount } yuan { $why }
build-account-struck = Refused: { $amount } yuan, { $why }
build-account-counter = Counter
build-account-counter-intro = The old line stays; an opposite one is entered and counts once confirmed.
build-account-counter-why = Why
build-account-counter-submit = Counter
build-account-counter-done = Entered; it counts once confirmed.
build-account-countered = Counter-entry, to be confirmed: { $amount } yuan, { $what }

## Awards
build-award = Award instead of subsidy
build-award-of = Award for “{ $title }”
build-award-amount = Computed award
build-award-paid-amount = Paid
build-award-formula = The award is the smallest of these. Every number comes from the public account.
build-award-bounds = The parts of the formula
build-award-part = Part
build-award-yuan = Yuan
build-award-smallest = Which decides
build-award-binds = the smallest: this one
build-award-bound-rate = own contribution { $self } yuan × { $rate }
build-award-bound-rate-cap = accepted cost { $cost } yuan × { $cap }
build-award-bound-cap = the largest award
build-award-bound-gap = gap: { $cost } − other grants { $grants } − own contribution { $self } (yuan)
build-award-inputs = What it was computed from
build-award-bills = Confirmed spending
build-award-cash = Cash given by residents
build-award-in-kind = Value of goods given
build-award-days = Work
build-award-labour = { $days } days × { $rate } yuan a day = { $worth } yuan
build-award-labour-unposted = { $days } days (no day rate is posted)
build-award-grants = Other grants and income
build-award-self = Own contribution (cash + goods + work)
build-award-cost = Accepted cost (spending + goods + work)
build-award-rule = Basis
build-award-unverified = not verified
build-award-applied-by = Applied by
build-award-inspections = Inspections
build-award-inspector-monitor = Residents
build-award-inspector-street = Street or township
build-award-inspector-county = County
build-award-ok = good
build-award-not-ok = not good
build-award-awaited = awaited
build-award-notice = See the notice (until { $until })
build-award-state-applied = being inspected
build-award-state-announced = posted
build-award-state-due = notice ended, to be paid
build-award-state-paid = paid
build-award-state-replaced = replaced by a new application
build-award-refused-state = This cannot be done with this award now.
build-award-refused-same = Three different persons inspect, and never who applied. Please ask somebody else.
build-award-refused-inspections = Residents, street and county must each find it good first.
build-award-refused-nothing = By the account there is nothing to award.
build-award-refused-unposted = It has not been posted, so it cannot be paid.
build-award-refused-notice = The notice has not ended; it cannot be paid before, and the notice cannot be shortened.
build-award-refused-objections = { $n } objections are not answered; it can be paid once they are.
build-award-refused-moved = The account has changed: it gives { $today } yuan now, less than was posted. Please apply again.
build-award-refused-policy = No award policy or notice rule holds here.
build-award-refused-day-rate = People gave work, but no day rate is posted. Please post one first.
build-award-refused-count = The account has numbers that cannot be counted. Please check it first.
build-award-notice-title = Notice of award: { $title }
build-award-notice-body =
    “{ $title }” is built; residents, street and county found it good.
    Accepted cost { $cost } yuan, of it spending { $bills }; own contribution { $self } yuan, of it cash { $cash } and { $days } days of work; other grants and income { $grants } yuan.
    Award { $amount } yuan (by { $rule }). Please object within the time of this notice.
build-award-apply = Apply for the award
build-award-apply-again = Apply again by the present account
build-award-apply-how = The present account gives { $amount } yuan. { $waiting } lines are not confirmed and not counted. It must be built and signed by residents first.
build-award-apply-submit = Apply by the account
build-award-apply-done = Applied; three inspections follow.
build-award-applied = Applied for an award of { $amount } yuan ({ $bound ->
    [rate] by own contribution
    [rate-cap] by cost
    [cap] by the largest award
   *[other] by the gap
  }, { $rule })
build-award-inspect = Inspect
build-award-inspect-intro = Please look at it on the spot. Each inspects alone; it is posted when all three find it good.
build-award-inspect-ok = Is it good
build-award-inspect-ok-yes = Yes
build-award-inspect-ok-no = No
build-award-inspect-words = What did you see
build-award-inspect-words-hint = If it is not good, please say why.
build-award-inspect-submit = Record
build-award-inspect-done = Recorded.
build-award-inspected = { $kind ->
    [monitor] Residents
    [street] The street
   *[other] The county
  } inspected: { $ok ->
    [true] good
   *[other] not good
  }. { $words }
build-award-announce = Post the award
build-award-announce-what = Post an award of { $amount } yuan. It is paid when the notice has ended and every objection is answered.
build-award-announce-submit = Post
build-award-announce-done = Posted; it cannot end early.
build-award-announced = Award of { $amount } yuan posted until { $until }
build-award-pay = Pay the award
build-award-pay-intro = At most what was posted. It counts in the account once the place confirms that it arrived.
build-award-pay-amount = Amount
build-award-pay-day = Day
build-award-pay-voucher = Number of the voucher
build-award-pay-submit = Pay
build-award-pay-done = Paid; the place confirms that it arrived.
build-award-paid = Award of { $amount } yuan paid

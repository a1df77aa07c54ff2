//! **The** table of kinds of messages. A row reads: variant, code, then the words in Chinese and in
//! English; `{name}` stands for a parameter.

use crate::http::problem::Language;

kinds! {
    ClaimApproved "claim.approved"
        "“{task}”已通过审核，记 {points} 分。" / "“{task}” was approved: {points} points.";

    PledgeShown "pledge.shown"
        "您的{year}年度承诺已经公开亮诺，请按承诺践行。" / "Your pledge for {year} is now shown to everybody: keep it.";
    AppraisalOpened "appraisal.opened"
        "{year}年度评议已经开始，请您参加评议。" / "The appraisal of {year} has begun: please take part.";
    AppraisalCallsBack "appraisal.calls_back"
        "{year}年度评议已经开始，您在外流动，请返回参加，并告诉支部书记。" / "The appraisal of {year} has begun: come back for it, and tell your secretary.";
    AppraisalReturned "appraisal.returned"
        "支部已记录您于{on}返回参加{year}年度评议。" / "Your branch has recorded that you came back on {on} for the appraisal of {year}.";
    AppraisalCancelled "appraisal.cancelled"
        "{year}年度评议已经取消：“{reason}”。" / "The appraisal of {year} was cancelled: “{reason}”.";
    AppraisalSigned "appraisal.signed"
        "{year}年度评议结果已确认，您的得分为{score}，请查看等次。如有疑问，请向支部书记提出。" / "The appraisal of {year} is signed: your score is {score}. See your grade, and ask your secretary if in doubt.";
    AppraisalProvisional "appraisal.provisional"
        "{year}年度评议已经结束，参加评议的人数不足，您的结果不定等次。" / "The appraisal of {year} is over; too few took part, so that you have no grade.";
    ProposalHonoured "proposal.honoured"
        "您已列入{year}年度优秀党员名单（{meeting}）。" / "You stand on the list of the best of {year} ({meeting}).";
    ProposalMayStand "proposal.may_stand"
        "您具备{year}年度优秀党员参评资格（{meeting}）。" / "You may stand for excellent member of {year} ({meeting}).";
    ProposalActivist "proposal.activist"
        "您已列入{year}年度优秀入党积极分子培养名单（{meeting}）。" / "You stand on the list of activists honoured and developed in {year} ({meeting}).";
    ProposalNotNominated "proposal.not_nominated"
        "{meeting}研究，您暂不列入提名人选，支部愿帮您改进。有异议请向镇组织办书面或当面说明理由。" / "{meeting}: you are not to be nominated for now; your branch will help. If you object, tell the township's organization office why, in writing or in person.";
    ProposalNominatedAgain "proposal.nominated_again"
        "经{meeting}研究，您已不在暂不提名名单中。" / "By decision of {meeting} you are no longer on the list of who is not to be nominated.";
    TextRefused "text.refused"
        "您写的{what}未通过审核：{reason}。请修改后重新提交。" / "What you wrote ({what}) was not passed: {reason}. Write it anew.";
    TextPassed "text.passed"
        "您写的{what}已通过人工审核，请回到原处再提交一次。" / "What you wrote ({what}) was passed: go back to it and send it again.";
    TextHeld "text.held"
        "有{what}等待人工审核，请到“内容审核”处理。" / "Something ({what}) waits for you to look at it: see the queue of content safety.";
    AssistanceGiven "assistance.given"
        "已登记您同意他人代办，有效期至{day}，您可以随时撤回。" / "Your consent that somebody acts for you is on record until {day}; take it back at any time.";
    AssistanceNamed "assistance.named"
        "您已成为一名党员的代办人，有效期至{day}，请如实代办。" / "You may act for a member until {day}: do so truthfully.";
    AssistanceEnded "assistance.ended"
        "一项与您有关的代办授权已经终止。" / "A right to act for somebody that concerns you has ended.";
    AssistanceActs "assistance.acts"
        "{organization}{day}有代办{count}件，请查看代办清单。" / "{count} steps were done for members of {organization} on {day}: look at the list.";
    HandoverOpened "handover.opened"
        "{organization}的工作交接已经开始，请查看并办理。" / "A hand-over of {organization} has begun: look at it.";
    HandoverSigned "handover.signed"
        "{organization}的工作交接对方已签字，请核对后签字。" / "The other side has signed the hand-over of {organization}: check it and sign.";
    HandoverDone "handover.done"
        "{organization}的工作交接已经完成。" / "The hand-over of {organization} is done.";
    HandoverWithdrawn "handover.withdrawn"
        "{organization}的工作交接已经撤回。" / "The hand-over of {organization} was called off.";
    ClaimReturned "claim.returned"
        "“{task}”被退回补充，请到“我的领办”看意见后再交。" / "“{task}” was returned: see why under your claims, and hand it in again.";
    ClaimRejected "claim.rejected"
        "“{task}”未通过审核，请到“我的领办”查看原因。" / "“{task}” was not accepted: see why under your claims.";
    ClaimRevoked "claim.revoked"
        "“{task}”的通过已撤销，积分已冲回，请到“我的积分”查看原因。" / "The approval of “{task}” was taken back: see why in your ledger.";
    ClaimDueSoon "claim.due_soon"
        "“{task}”{day}到期，请尽快办结并提交。" / "“{task}” is due on {day}: finish it and hand it in.";
    ClaimReleased "claim.released"
        "“{task}”已过期限，名额已释放，还想参加请重新领办。" / "“{task}” is overdue and its place was released: claim it again if you can do it.";
    ClaimCancelled "claim.cancelled"
        "“{task}”已取消，您不必再办。" / "“{task}” was cancelled: there is nothing left to do.";
    TaskDispatched "task.dispatched"
        "支部交给您一项任务“{task}”，请到“任务”领办。" / "You were given the task “{task}”: claim it under tasks.";

    ContentWaits "content.waits"
        "“{title}”已提交，请审批。" / "“{title}” was handed in: please decide on it.";
    ContentReturned "content.returned"
        "“{title}”被退回，请看意见修改后再提交。" / "“{title}” was sent back: see why, change it, and hand it in again.";
    ContentPublished "content.published"
        "有新内容“{title}”，请查看。" / "There is something new to read: “{title}”.";
    ContentUnread "content.unread"
        "“{title}”您还没有查看，请尽快查看。" / "You have not read “{title}” yet: please do.";
    ContentTakenDown "content.taken_down"
        "“{title}”已被撤下，请查看原因。" / "“{title}” was taken down: see why.";

    SuggestionWaits "suggestion.waits"
        "收到一条意见建议，请在{day}前办理答复。" / "A suggestion came in: take it up and answer it by {day}.";
    SuggestionTakenUp "suggestion.taken_up"
        "您的意见建议“{what}”已开始办理，{day}前答复。" / "Your suggestion “{what}” was taken up: the answer comes by {day}.";
    SuggestionAnswered "suggestion.answered"
        "您的意见建议“{what}”已答复，请查看。" / "Your suggestion “{what}” was answered: see the answer.";
    SuggestionAdopted "suggestion.adopted"
        "您的意见建议“{what}”已采纳，谢谢您。" / "Your suggestion “{what}” was adopted: thank you.";
    SuggestionDeclined "suggestion.declined"
        "您的意见建议“{what}”未采纳，请查看原因。" / "Your suggestion “{what}” was not adopted: see why.";
    SuggestionDueSoon "suggestion.due_soon"
        "有一条意见建议{day}到期，请尽快答复。" / "A suggestion is due on {day}: answer it.";
    SuggestionOverdue "suggestion.overdue"
        "一条意见建议已超期未答复，已转镇党委督办。" / "A suggestion was not answered in time and now lies with the township.";
    GridLeaderRecommended "grid_leader.recommended"
        "群众推荐您担任“{grid}”的网格长，正等支部确认。" / "Villagers recommended you to lead “{grid}”: your branch will decide.";
    GridLeaderConfirmed "grid_leader.confirmed"
        "支部确认您担任“{grid}”的网格长，任期从{from}到{until}。" / "Your branch confirmed you as leader of “{grid}” from {from} until {until}.";
    GridLeaderNotConfirmed "grid_leader.not_confirmed"
        "您担任“{grid}”网格长的推荐没有通过，可向支部书记了解。" / "You were not confirmed as leader of “{grid}”: your secretary can say why.";
    GridLeaderEnded "grid_leader.ended"
        "您担任“{grid}”的网格长已经结束，感谢您的付出。" / "You lead “{grid}” no more. Thank you for what you did.";
    GridLeaderTermSoon "grid_leader.term_soon"
        "您担任“{grid}”网格长的任期到{day}为止，请与支部商量。" / "Your term as leader of “{grid}” runs until {day}: talk to your branch.";
    GridCardOld "grid.card_old"
        "“{grid}”的网格公示牌自{day}起没有更新，请核对后更新。" / "The card of “{grid}” was last updated on {day}: check it and bring it up to date.";
    PostTermSoon "post.term_soon"
        "您担任“{post}”的任期到{day}为止，请与支部商量是否续任。" / "Your term at “{post}” runs until {day}: talk to your branch about going on.";

    DeclarationRegistered "declaration.registered"
        "“{what}”已登记，记 {points} 分。" / "“{what}” was registered: {points} points.";
    DeclarationTrimmed "declaration.trimmed"
        "“{what}”已登记，应记 {asked} 分，已到上限，实记 {points} 分。" / "“{what}” was registered: {points} of {asked} points, since the limit is reached.";
    DeclarationDeclined "declaration.declined"
        "“{what}”没有登记，请到“我的申报”查看原因。" / "“{what}” was not registered: see why under your declarations.";
    ReportDue "report.due"
        "您{period}的汇报还没有交，请在{day}前提交。" / "Your report for {period} is due by {day}: make it under your declarations.";

    MeetingCalled "meeting.called"
        "请参加“{title}”，{time}，地点请看“会议”。" / "You are expected at “{title}”, {time}: see the place under meetings.";
    MeetingChanged "meeting.changed"
        "“{title}”有变动，现为 {time}，请看“会议”。" / "“{title}” was changed and is at {time} now: see it under meetings.";
    MeetingCancelled "meeting.cancelled"
        "“{title}”已取消，您不必参加。" / "“{title}” was called off: you need not come.";
    MeetingSeriesPlanned "meeting.series_planned"
        "{year}年“{title}”已排定{number}次，时间请看“会议”。" / "{number} times “{title}” are planned for {year}: see when under meetings.";
    MinutesToConfirm "minutes.to_confirm"
        "“{title}”的会议记录已写好，请您确认。" / "The minutes of “{title}” are written: please confirm them.";
    StatementRecorded "statement.recorded"
        "您在“{title}”上的网格报告已代为登记，请查看。" / "Your statement at “{title}” was put on record for you: see it under meetings.";
    LeaveGranted "leave.granted"
        "“{title}”准您请假，会后请补课。" / "You are excused from “{title}”: make up for it afterwards.";
    LeaveRefused "leave.refused"
        "“{title}”的请假没有批准，请按时参加。" / "You were not excused from “{title}”: please come.";
    AttendanceCredited "attendance.credited"
        "您参加了“{title}”，记 {points} 分。" / "You came to “{title}”: {points} points.";
    AbsenceRecorded "absence.recorded"
        "“{title}”记您缺席，请到“会议”补课。" / "You are on record as absent from “{title}”: make up for it under meetings.";
    MakeUpConfirmed "make_up.confirmed"
        "“{title}”的补课已确认。" / "Your make-up study for “{title}” was confirmed.";
    MakeUpRefused "make_up.refused"
        "“{title}”的补课没有确认，请到“会议”查看原因。" / "Your make-up study for “{title}” was not confirmed: see why under meetings.";

    DuesRegistered "dues.registered"
        "您{period}的党费已登记，请到“我的党费”查看。" / "Your dues for {period} are on record: see them under your dues.";

    PostAssigned "post.assigned"
        "您从{day}起担任“{post}”，请到“岗位”查看。" / "You hold the post “{post}” from {day} on: see it under posts.";
    PostPaid "post.paid"
        "“{post}”{period}检查达标，记 {points} 分。" / "“{post}” was kept in {period}: {points} points.";
    PostKept "post.kept"
        "“{post}”{period}检查达标，已登记。" / "“{post}” was kept in {period}: it is on record.";
    PostNotKept "post.not_kept"
        "“{post}”{period}检查没有达标，请到“岗位”查看。" / "“{post}” was not kept in {period}: see it under posts.";
    PostEnded "post.ended"
        "您不再担任“{post}”，请到“岗位”查看原因。" / "You no longer hold the post “{post}”: see why under posts.";
    PostNotGiven "post.not_given"
        "您认领的“{post}”没有确认，请到“岗位”查看原因。" / "Your claim of the post “{post}” was not confirmed: see why under posts.";

    AuditDeducted "audit.deducted"
        "{period}审核后，您的积分有一笔扣减，请到“我的积分”查看。" / "The audit of {period} took points from you: see your ledger.";
    AuditExcused "audit.excused"
        "{period}审核：您有一件事不扣分，详情可问支部。" / "The audit of {period} excused a matter of yours: ask your branch about it.";
    AuditNoted "audit.noted"
        "{period}审核：您有一件事记录在案，详情可问支部。" / "The audit of {period} noted a matter of yours: ask your branch about it.";

    EntryAdded "entry.added"
        "“{what}”记 {points} 分，请到“我的积分”查看。" / "“{what}”: {points} points. See your ledger.";
    EntryDeducted "entry.deducted"
        "您的积分有一笔扣减，{points} 分，请到“我的积分”查看原因。" / "Your ledger has a deduction of {points} points: see why there.";
    EntryReversed "entry.reversed"
        "您的一笔积分已冲正，{points} 分，请到“我的积分”查看原因。" / "An entry of yours was reversed by {points} points: see why in your ledger.";
    EntryReinstated "entry.reinstated"
        "您的一笔积分已恢复，{points} 分，请到“我的积分”查看。" / "An entry of yours was reinstated by {points} points: see your ledger.";
    BaseWithheld "base.withheld"
        "您{period}的基础分有新的决定，请到“我的积分”查看。" / "There is a decision on your base points for {period}: see your ledger.";
    BaseLifted "base.lifted"
        "您{period}的基础分不再扣发，请到“我的积分”查看。" / "Your base points for {period} are withheld no longer: see your ledger.";
    PointsZeroed "points.zeroed"
        "您的积分有一项重要决定，请到“我的积分”查看，也可问支部。" / "There is a weighty decision on your points: see your ledger, or ask your branch.";
    ZeroingLifted "zeroing.lifted"
        "对您积分的一项决定已经解除，请到“我的积分”查看。" / "A decision on your points was lifted: see your ledger.";

    MemberMoved "member.moved"
        "您所在支部的登记有变动，从{day}起，请到“我的”查看。" / "Your branch on record changes from {day} on: see your profile.";
    MemberRecategorized "member.recategorized"
        "您的登记信息有变动，从{day}起，请到“我的”查看。" / "Your record changes from {day} on: see your profile.";
    ExemptionDecided "exemption.decided"
        "支部对您的积分考核有新的安排，请到“我的”查看，也可问支部。" / "Your branch decided how the points system applies to you: see your profile, or ask.";

    RoleGranted "role.granted"
        "您在“{organization}”有了新的职责，请重新打开小程序。" / "You have a new role at “{organization}”: open the app anew.";
    RoleEnded "role.ended"
        "您在“{organization}”的一项职责已经结束。" / "A role of yours at “{organization}” has ended.";
    ReviewsWaiting "reviews.waiting"
        "有 {count} 件办结或申报等您审核，请到“审核”处理。" / "{count} claims or declarations wait for your review.";

    OrderReserved "order.reserved"
        "已兑换“{reward}”{much}，用 {points} 兑换分，请在{until}前到{shop}领取。" / "You ordered {reward} ({much}) for {points} redemption points: collect it at {shop} by {until}.";
    OrderFulfilled "order.fulfilled"
        "“{reward}”{much}已领取（{by}）。" / "{reward} ({much}) was collected ({by}).";
    OrderCancelled "order.cancelled"
        "“{reward}”{much}的兑换已取消（{reason}），{points} 兑换分已退回。" / "Your order of {reward} ({much}) was cancelled ({reason}): {points} redemption points are back.";
    OrderExpiring "order.expiring"
        "“{reward}”{much}请在{until}前领取，过期将退回兑换分。" / "Collect {reward} ({much}) by {until}: after that the points go back.";
    OrderExpired "order.expired"
        "“{reward}”{much}到期没有领取，{points} 兑换分已退回。" / "{reward} ({much}) was not collected in time: {points} redemption points are back.";

    CouponReady "coupon.ready"
        "已兑换“{reward}”，用 {points} 兑换分，请到“我的兑换”查看券码。" / "You have {reward} for {points} redemption points: see its code under your orders.";
    CouponReplaced "coupon.replaced"
        "“{reward}”换了新券码：{reason}。请到“我的兑换”查看。" / "{reward} has another code now: {reason}. See it under your orders.";
    CouponRefunded "coupon.refunded"
        "“{reward}”已退：{reason}。{points} 兑换分已退回。" / "{reward} was refunded: {reason}. {points} redemption points are back.";
    CouponsLow "coupons.low"
        "“{reward}”券码还剩 {count} 个，请及时补充。" / "{count} codes of {reward} are left: import more.";

    EditionPublished "edition.published"
        "{period}积分已公示：您得 {points} 分，支部第 {rank} 名，{until}前（含当天）可提异议。" / "{period} is published: {points} points, rank {rank} in your branch. Objections until {until}.";
    ClosingCorrected "closing.corrected"
        "您{period}的公示结果有更正，请看公示新的一版，原因写在版首。" / "Your result of {period} was corrected: see the next edition, which says why at its head.";
    WalletExpired "wallet.expired"
        "您有 {points} 兑换分已到期失效。" / "{points} redemption points have run out.";
    WalletExpiring "wallet.expiring"
        "您有 {points} 兑换分将于{day}到期，请在此前兑换。" / "{points} redemption points run out after {day}: spend them before.";
    ObjectionWaits "objection.waits"
        "{period}公示收到一件异议，请及时处理。" / "An objection to the notice of {period} waits for you.";
    ObjectionAboutYou "objection.about_you"
        "有人对您{period}的公示结果提出异议，党组织正在核实。" / "Somebody objected to your result of {period}: it is being looked into.";
    ObjectionAnswered "objection.answered"
        "您对{period}公示提出的异议已有答复：“{answer}”。" / "Your objection to the notice of {period} was answered: “{answer}”.";
    ObjectionDecided "objection.decided"
        "对您{period}公示结果的异议已处理，答复：“{answer}”。" / "The objection to your result of {period} was decided: “{answer}”.";
    ObjectionWithdrawn "objection.withdrawn"
        "对您{period}公示结果的异议已撤回。" / "The objection to your result of {period} was withdrawn.";
    PointsIssued "points.issued"
        "{period}结算：发给您 {points} 分兑换分，可用到{until}。" / "{period} is settled: you have {points} redemption points more, good until {until}.";
    PointsIssuedForGood "points.issued_for_good"
        "{period}结算：发给您 {points} 分兑换分，长期有效。" / "{period} is settled: you have {points} redemption points more; they do not expire.";
    PointsRecovered "points.recovered"
        "{period}结算：以前多发的兑换分扣回 {points} 分。" / "{period} is settled: {points} redemption points were taken off for what was issued too much before.";
    PointsOverIssued "points.over_issued"
        "一条流水已冲正，{period}多发了 {points} 分兑换分，以后结算时扣回，已发的不收回。" / "An entry was reversed: in {period} {points} redemption points were issued too much. They are taken off your next settlement, not out of your wallet.";
    PointsOwedNoMore "points.owed_no_more"
        "冲正已更正，{period}的 {points} 分兑换分不再扣回。" / "The reversal was mended: {points} redemption points of {period} are not taken off any more.";
    PointsComeBack "points.come_back"
        "冲正已更正，{period}已扣回的 {points} 分兑换分，下次结算时补发。" / "The reversal was mended: {points} redemption points of {period} that were taken off come back with the next settlement.";
    PointsGivenBack "points.given_back"
        "{period}结算：以前扣回、后来冲正又更正的 {points} 分兑换分已补发。" / "{period} is settled: {points} redemption points came back that were taken off for a reversal that was mended later.";

    HelpCasesProposed "help_case.proposed"
        "有 {count} 份帮教建议等您决定，请打开查看。" / "{count} proposed help cases wait for a decision: open them.";
    HelpCaseOpened "help_case.opened"
        "支部想和您谈一谈近期的积分情况，请与书记联系。" / "The branch would like to talk with you about your points: please call the secretary.";
    HelpCaseLetter "help_case.letter"
        "支部给您写了一封信，请打开看看，也可以写下您的想法。" / "The branch has written you a letter: read it, and write what you think.";
    HelpCaseTalk "help_case.talk"
        "{day}的谈话已经记下，您可以查看，也可以补充您的想法。" / "The talk of {day} is on record: read it, and add what you think.";
    HelpCaseHelperNamed "help_case.helper_named"
        "一位同志与您结对，有难处可以随时找他（她），请打开查看。" / "Somebody is at your side now, to be asked whenever something is difficult: see who.";
    HelpCaseHelp "help_case.help"
        "支部请您与一位同志结对，请打开查看，多走动、多谈心。" / "The branch asks you to help a member: see whom, visit them and talk with them.";
    HelpCaseHelpEnded "help_case.help_ended"
        "您的一次结对帮助已经结束，辛苦了。" / "Your help for a member has ended: thank you.";
    HelpCaseAnswerRecorded "help_case.answer_recorded"
        "支部已代您记下您的答复，请打开核对，有出入请告诉书记。" / "The branch has written down your answer: read it, and tell the secretary if it is not what you said.";
    HelpCaseAnswered "help_case.answered"
        "有一位同志写下了自己的想法，请打开查看。" / "A member has answered: read it.";
    HelpCaseNote "help_case.note"
        "结对帮助有了新的记录，您可以打开查看。" / "There is a new note on how things go: open it.";
    HelpCasePassed "help_case.passed"
        "支部看到了您的进步，谢谢您的努力。" / "The branch has seen how you improved: thank you.";
    HelpCaseNotYet "help_case.not_yet"
        "支部了解了近期情况，还差一点，请与书记聊聊接下来怎么做。" / "The branch has looked again: a little is missing yet, talk with the secretary about what comes next.";
    HelpCaseExtended "help_case.extended"
        "期限改到{deadline}，不用着急，有难处请找支部。" / "There is time until {deadline} now: ask the branch if something is difficult.";
    HelpCaseTransferred "help_case.transferred"
        "从{day}起，您的组织生活有调整，请打开查看，也可与帮扶人联系。" / "From {day} on you take part elsewhere: see where, and ask who helps you.";
    HelpCaseReturned "help_case.returned"
        "从{day}起，您回到党支部参加组织生活，欢迎回来。" / "From {day} on you are back in a branch of the township: welcome home.";
    HelpCaseTurnedRound "help_case.turned_round"
        "这次结对帮助圆满结束，谢谢您的努力。" / "This help has come to a good end: thank you for your effort.";
    HelpCaseEnded "help_case.ended"
        "这次结对帮助已经结束，有疑问请与书记联系。" / "This help has ended: ask the secretary if anything is unclear.";
    HelpCaseHandedOn "help_case.handed_on"
        "您的情况已报上级党组织研究，请与书记联系了解。" / "Your case has been handed on to the committee above: ask the secretary about it.";
    CallMade "call.made"
        "支部已打电话告诉您一件事，请有空时打开消息看看。" / "Your branch has told you something by phone: read it here when you have time.";
    CallWrongNumber "call.wrong_number"
        "电话名单上有一个号码不对，请打开名单核对更正。" / "A number on the call list is wrong: open the list and mend it.";

    HelpCaseDeadline "help_case.deadline"
        "有一位结对同志的期限是{deadline}，请近日走访谈心。" / "The deadline of a member whom you help is {deadline}: visit and talk with them these days.";
    CorrectionAsked "correction.asked"
        "有一条信息更正申请等您办理：{field}。" / "A request to correct what is held on somebody waits for you: {field}.";
    CorrectionAccepted "correction.accepted"
        "您申请更正的“{field}”已经更正，请核对。" / "What you asked to correct is corrected: {field}. Please check it.";
    CorrectionRefused "correction.refused"
        "您申请更正的“{field}”没有更正：{answer}。" / "What you asked to correct was not corrected: {field}. {answer}.";
    ConsentWithdrawn "consent.withdrawn"
        "一位同志撤回了请您代办的同意，请不要再代办。" / "Somebody has taken back that you act for them: please do not any more.";
    ClosureTakenBack "closure.taken_back"
        "您现在担任职务，注销申请已经撤回；需要注销，请先办理交接。" / "You hold an office now, so that your request to close the account was taken back: hand the office over first.";
    ClosureAsked "closure.asked"
        "您的注销申请已收到，{until}办理，之前可以撤回。" / "You asked to close your account: it is done on {until}, and can be taken back until then.";
    CertificateIssued "certificate.issued"
        "支部为您开具了一份积分档案或服务证明，请打开查看。" / "Your branch has issued an archive or a proof of service for you: open it.";
    CertificateWithdrawn "certificate.withdrawn"
        "您的一份积分档案或服务证明已作废：{reason}。" / "One of your archives or proofs of service was withdrawn: {reason}.";

    AwayRecorded "away.recorded"
        "支部已登记您从{day}起外出，请打开查看联系人，记得按时汇报。" / "The branch has recorded that you are away from {day} on: see who stays in touch, and report in time.";
    AwayReturned "away.returned"
        "支部已登记您{day}返乡，欢迎回来。" / "The branch has recorded your return on {day}: welcome back.";
    AwayLiaison "away.liaison"
        "支部请您担任一位外出党员的联系人，每月至少联系一次，请打开查看。" / "The branch asks you to stay in touch with a member away, once a month at least: see whom.";
    AwayLiaisonEnded "away.liaison_ended"
        "您不再担任一位外出党员的联系人，辛苦了。" / "You need not stay in touch with a member away any more: thank you.";
    AwayLiaisonChanged "away.liaison_changed"
        "您外出期间的联系人有变动，请打开查看。" / "Somebody else stays in touch with you while you are away: see who.";
    AwayLiaisonGone "away.liaison_gone"
        "有一位外出党员没有联系人了，请尽快指定。" / "Nobody stays in touch with a member away: name somebody soon.";
    AwayHosted "away.hosted"
        "有一位外出党员到您支部所在地，请一同管理，请打开查看。" / "A member of another branch is where yours is: manage them together, see whom.";
    AwayHostEnded "away.host_ended"
        "您支部协助管理的一位外出党员不再由您支部协助管理。" / "Your branch does not host a member of another branch any more.";
    AwayHostNote "away.host_note"
        "外出党员所在地支部有新的记录，请打开查看。" / "The host branch has noted something about a member away: read it.";
    AwayContacted "away.contacted"
        "{day}与您的联系已经记下，您可以打开核对。" / "The talk with you on {day} is on record: read whether it is right.";
    AwayContactDue "away.contact_due"
        "{period}还没有与外出党员联系的记录，请在月底前联系并记下。" / "There is no contact with a member away in {period} yet: talk with them before the month ends.";
    AwayContactMissed "away.contact_missed"
        "有外出党员{period}没有联系记录，请督促联系人。" / "A member away was not contacted in {period}: see to it with who stays in touch.";

    CareOpened "care.opened"
        "党组织对您的一项关心已经安排，有难处请随时找支部书记。" / "The branch has arranged something for you: talk with the secretary whenever something is difficult.";
    CareHelper "care.helper"
        "支部安排了一位同志照看您，有事可以随时找他（她），请打开查看。" / "Somebody looks after you now, to be asked at any time: see who.";
    CareHelp "care.help"
        "支部请您照看一位同志，请打开查看，多走动、多关心。" / "The branch asks you to look after a member: see whom, visit them and care for them.";
    CareHelpEnded "care.help_ended"
        "您照看一位同志的安排已经结束，辛苦了。" / "You need not look after a member any more: thank you.";
    CareHelperWanted "care.helper_wanted"
        "有一位受照看的同志需要另行安排照看人，请打开查看。" / "A member who is looked after wants another helper: see whom.";
    CareNeeds "care.needs"
        "走访中记下了新的需要，请打开查看。" / "A visit has found something that is needed: read it.";
    CareVisitDue "care.visit_due"
        "您照看的同志已有一个月没有走访记录，请近日走访。" / "There was no visit for a month to the member whom you look after: visit them these days.";
    CareVisitMissed "care.visit_missed"
        "有一位受照看的同志一个多月没有走访记录，请打开查看。" / "A member who is looked after had no visit for over a month: see whom.";
    CareReviewDue "care.review_due"
        "有一份关爱帮扶记录应当复核，请打开查看。" / "An entry of the care register is due for its review: open it.";
    CareMoved "care.moved"
        "有一份关爱帮扶记录随党员转入您支部，请打开查看。" / "An entry of the care register came to your branch with its member: read it.";
    CarePaid "care.paid"
        "党组织给您的一笔关怀资金已经发放并记下，有疑问请联系书记。" / "Money that the branch gives you is paid and on record: ask the secretary if anything is unclear.";
    CarePaymentReversed "care.payment_reversed"
        "先前记下的一笔给您的关怀资金登记有误，已经更正，有疑问请联系书记。" / "A payment to you that was put on record by mistake was corrected: ask the secretary if anything is unclear.";
    CareEnded "care.ended"
        "党组织对您的一项关心安排已经结束，有疑问请联系书记。" / "Something that the branch had arranged for you has ended: ask the secretary if anything is unclear.";
    DeskPasswordTried "desk.password_tried"
        "您的电脑登录密码已被连续输错5次，登录暂缓。如非本人操作，请联系系统管理员重设密码。" / "Your password at a desk was wrong five times in a row, and log-in waits. If it was not you, have the operator set a new one.";
}

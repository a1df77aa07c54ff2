//! What the audit log's looks are called in plain Chinese. A guard test finds a look that is not here.

/// Looks at what is one person's: action and words.
pub(super) const SINGLE: &[(&str, &str)] = &[
    ("members.read", "查看党员信息"),
    ("members.reveal_phone", "查看手机号"),
    ("members.booklet", "查看积分手册"),
    ("members.exemptions", "查看免考核记录"),
    ("members.memberships", "查看支部和类别记录"),
    ("aways.list", "查看外出记录"),
    ("claims.read", "查看领办任务"),
    ("declarations.read", "查看申报"),
    ("files.read", "查看照片"),
    ("help_cases.read", "查看帮教记录"),
    ("help_cases.letter", "查看帮教信函"),
    ("ledger.withholdings", "查看基础分扣留"),
    ("zeroings.list", "查看清零决定"),
    ("wallet.get", "查看兑换分"),
    ("certificates.list", "查看档案和证明"),
    ("certificates.read", "查看积分档案或服务证明"),
];

/// Looks at lists that a person is on: action and words.
pub(super) const LISTS: &[(&str, &str)] = &[
    ("appraisals.results", "查看评议结果"),
    ("attendances.list", "查看考勤"),
    ("audits.lines", "查看季度审核"),
    ("claims.list", "查看任务名单"),
    ("declarations.list", "查看申报名单"),
    ("dues.list", "查看党费名单"),
    ("grids.members", "查看网格党员名单"),
    ("help_cases.list", "查看帮教名单"),
    ("help_cases.outcomes", "查看帮教结果"),
    ("leaderboards.findings", "查看考评发现"),
    ("ledger.list", "查看积分流水"),
    ("meetings.rates", "查看参会率"),
    ("members.hints", "查看类别提示"),
    ("objections.list", "查看异议"),
    ("orders.daily_list", "查看领取名单"),
    ("orders.list", "查看兑换名单"),
    ("over_issues.list", "查看多发扣回"),
    ("posts.candidates", "查看岗位人选"),
    ("posts.checks", "查看岗位考评"),
    ("posts.holders", "查看岗位人员"),
    ("privacy.corrections", "查看更正申请"),
    ("proposals.lines", "查看推荐名单"),
    ("proposals.print", "打印推荐名单"),
    ("rebindings.list", "查看换绑申请"),
    ("reports.due", "查看应报告名单"),
    ("roles.list", "查看职务名单"),
    ("rulebooks.what_if", "测算台账"),
    ("settlements.lines", "查看结算名单"),
    ("villager_reports.list", "查看群众反映"),
];

/// What an action is called.
pub(super) fn name(action: &str) -> Option<&'static str> {
    SINGLE.iter().chain(LISTS).find(|(known, _)| *known == action).map(|(_, name)| *name)
}

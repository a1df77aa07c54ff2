//! The rows of the data list about what a person asked for and got: redemption, reports, settlements.

use super::inventory::{Basis, Blank, Erasure, Link, Table, day, hundredths, moment, number, text};

const MEMBER: &[Link] = &[Link::Member("member_id")];

/// Why accounts of village money stay.
const MONEY: &str = "村级经费账目须能核对，只有编号和数字";

pub(super) const TABLES: &[Table] = &[
    Table::new("settlement_lines", "结算", "把积分折成兑换分")
        .key(&["settlement_id", "member_id"])
        .own(MEMBER)
        .shown(&[
            text("grade", "等次"),
            hundredths("recovered", "扣回"),
            hundredths("given_back", "补发"),
            hundredths("points", "兑换分"),
        ])
        .erasure(Erasure::Keep(MONEY)),
    Table::new("over_issues", "多发扣回", "扣回多发的兑换分")
        .own(MEMBER)
        .shown(&[
            hundredths("points", "多发"),
            hundredths("recovered", "已扣回"),
            hundredths("given_back", "已补发"),
            moment("found_at", "发现时间"),
        ])
        .erasure(Erasure::Keep(MONEY)),
    Table::new("wallets", "兑换分账户", "记录能兑换多少")
        .key(&["member_id"])
        .own(MEMBER)
        .shown(&[hundredths("free_points", "可用"), hundredths("reserved_points", "已预留")])
        .erasure(Erasure::Keep(MONEY)),
    Table::new("wallet_lots", "发放的兑换分", "记录每次发放和到期")
        .own(MEMBER)
        .shown(&[text("period", "期间"), hundredths("issued_points", "发放"), day("expires_on", "到期")])
        .erasure(Erasure::Keep(MONEY)),
    Table::new("wallet_movements", "兑换分变动", "记录兑换分的进出")
        .own(MEMBER)
        .shown(&[text("kind", "种类"), hundredths("points", "变动"), moment("at", "时间")])
        .erasure(Erasure::Keep(MONEY)),
    Table::new("orders", "兑换", "领取兑换的物品")
        .basis(Basis::Service)
        .own(MEMBER)
        .shown(&[
            text("reward_name", "物品"),
            number("quantity", "数量"),
            hundredths("points", "兑换分"),
            text("state", "状态"),
            moment("ordered_at", "时间"),
            text("relation", "代领人关系"),
        ])
        .erasure(Erasure::Blank(&[("relation", Blank::Null), ("reason", Blank::Null)])),
    Table::new("reward_uses", "兑换次数", "控制每期限额")
        .key(&["reward_id", "member_id", "period"])
        .own(MEMBER)
        .shown(&[text("period", "期间"), number("pieces", "件数")])
        .erasure(Erasure::Delete),
    Table::new("pickup_tries", "试码次数", "防止乱试提货码")
        .key(&["account_id"])
        .basis(Basis::Service)
        .kept("一小时")
        .own(&[Link::Account("account_id")])
        .gone_with_account(),
    Table::new("sign_in_attempts", "签到试码次数", "防止乱试签到码")
        .key(&["meeting_id", "account_id"])
        .basis(Basis::Service)
        .kept("一次会议")
        .own(&[Link::Account("account_id")])
        .gone_with_account(),
    Table::new("villager_reports", "反映的问题", "核实群众反映的情况")
        .basis(Basis::Service)
        .own(&[Link::Account("account_id")])
        // What others said about a member is weighed by the committee; who said it stays sealed.
        .also(MEMBER)
        .shown(&[
            text("about", "反映的人"),
            text("what", "内容"),
            text("state", "状态"),
            moment("received_at", "时间"),
            text("reason", "答复"),
        ])
        .closing(Erasure::Blank(&[("phone_cipher", Blank::Null)]))
        .erasure(Erasure::Blank(&[
            ("about", Blank::Words),
            ("what", Blank::Words),
            ("phone_cipher", Blank::Null),
            ("reason", Blank::Null),
        ]))
        .waits(),
];

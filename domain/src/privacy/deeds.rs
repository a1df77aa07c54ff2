//! The rows of the data list about what a person did and what it counts: tasks, ledger, boards.

use super::inventory::{Blank, Erasure, Link, Table, day, flag, hundredths, moment, number, present, text};

const MEMBER: &[Link] = &[Link::Member("member_id")];

/// Why signed papers stay.
const SIGNED: &str = "已签字的名单和决定依档案要求完整保存，只有编号，姓名注销后不再指向个人";

pub(super) const TABLES: &[Table] = &[
    Table::new("claims", "领办的任务", "审核任务、计分")
        .own(MEMBER)
        .shown(&[
            moment("claimed_at", "领办时间"),
            text("state", "状态"),
            text("report", "办结说明"),
            day("deed_on", "完成日期"),
            text("deed_place", "地点"),
            hundredths("points_awarded", "得分"),
            text("review_reason", "审核意见"),
        ])
        .erasure(Erasure::Blank(&[
            ("report", Blank::Null),
            ("deed_place", Blank::Null),
            ("review_reason", Blank::Null),
        ]))
        .waits(),
    Table::new("claim_events", "任务办理经过", "说明任务每一步由谁办理")
        .key(&["claim_id", "seq"])
        .own(&[Link::Under { column: "claim_id", table: "claims", key: "id", link: &Link::Member("member_id") }])
        .shown(&[text("action", "步骤"), text("reason", "意见"), moment("at", "时间")])
        .erasure(Erasure::Blank(&[("reason", Blank::Null)]))
        .waits(),
    Table::new("task_assignees", "指派的任务", "把任务派给合适的人")
        .key(&["task_id", "member_id"])
        .own(MEMBER)
        .shown(&[hundredths("points", "分值")]),
    Table::new("files", "照片", "证明做过的事；本人同意时放在连心卡上")
        .own(&[
            Link::Under { column: "claim_id", table: "claims", key: "id", link: &Link::Member("member_id") },
            Link::Under {
                column: "declaration_id",
                table: "declarations",
                key: "id",
                link: &Link::Member("member_id"),
            },
            // By the holding: the card itself is erased first.
            Link::Under {
                column: "contact_card_id",
                table: "post_holdings",
                key: "id",
                link: &Link::Member("member_id"),
            },
        ])
        .shown(&[moment("created_at", "上传时间"), present("contact_card_id", "连心卡照片")])
        // The photo on a contact card proves no points: it goes first, whatever the rest waits for.
        .closing(Erasure::Blank(&[("contact_card_id", Blank::Null)]))
        // What nothing names any more is deleted by the sweep, bytes and all.
        .erasure(Erasure::Blank(&[("claim_id", Blank::Null), ("declaration_id", Blank::Null)]))
        .waits(),
    Table::new("declarations", "申报", "登记任务以外做的事")
        .own(MEMBER)
        .shown(&[
            text("way", "种类"),
            day("deed_on", "日期"),
            text("what", "内容"),
            text("place", "地点"),
            text("state", "状态"),
            hundredths("points", "得分"),
            text("reason", "答复"),
        ])
        .erasure(Erasure::Blank(&[("what", Blank::Words), ("place", Blank::Null), ("reason", Blank::Null)]))
        .waits(),
    Table::new("card_scans", "扫码记录", "在别的支部做的事带回本支部")
        .own(MEMBER)
        .shown(&[moment("scanned_at", "时间")]),
    Table::new("direct_entries", "支委会登记", "支委会研究后直接登记的加分和扣分")
        .own(&[Link::Under {
            column: "id",
            table: "ledger_entries",
            key: "source_id",
            link: &Link::Member("member_id"),
        }])
        .shown(&[day("done_on", "日期"), text("what", "内容"), text("reason", "理由"), text("meeting", "会议")])
        .erasure(Erasure::Blank(&[("what", Blank::Words), ("reason", Blank::Null)]))
        .waits(),
    Table::new("ledger_entries", "积分流水", "每一分的来历").own(MEMBER).shown(&[
        text("kind", "种类"),
        text("item_code", "项目"),
        hundredths("points", "分值"),
        day("deed_on", "发生日期"),
        day("counts_on", "计入日期"),
    ]),
    Table::new("ledger_notes", "流水说明", "用文字说明每一分")
        .key(&["entry_id"])
        .own(&[Link::Under {
            column: "entry_id",
            table: "ledger_entries",
            key: "id",
            link: &Link::Member("member_id"),
        }])
        .shown(&[text("what", "内容"), text("reason", "理由"), hundredths("quantity", "数量"), text("unit", "单位")])
        // The digest stays in the entry: the chain holds without the words.
        .erasure(Erasure::Blank(&[
            ("what", Blank::Null),
            ("reason", Blank::Null),
            ("quantity", Blank::Null),
            ("unit", Blank::Null),
        ]))
        .waits(),
    Table::new("member_ledger_heads", "台账校验值", "保证流水没有被改动").key(&["member_id"]).own(MEMBER),
    Table::new("member_totals", "积分合计", "排行和结算")
        .key(&["member_id", "owner_id", "period"])
        .own(MEMBER)
        .shown(&[text("period", "期间"), hundredths("total", "合计")]),
    Table::new("base_withholdings", "基础分扣留", "依决定暂不给基础分")
        .own(MEMBER)
        .shown(&[text("period", "期间"), text("reason", "理由"), text("meeting", "会议")])
        .erasure(Erasure::Blank(&[("reason", Blank::Words), ("meeting", Blank::Words), ("lift_reason", Blank::Null)])),
    Table::new("zeroings", "清零和一票否决", "依决定清零")
        .own(MEMBER)
        .shown(&[text("kind", "种类"), day("day", "日期"), text("reason", "理由"), text("lift_reason", "解除理由")])
        .erasure(Erasure::Blank(&[("reason", Blank::Words), ("lift_reason", Blank::Null)]))
        .waits(),
    Table::new("meeting_members", "通知参加的会议", "确定会议对象").key(&["meeting_id", "member_id"]).own(MEMBER),
    Table::new("attendances", "组织生活考勤", "记录参加组织生活的情况")
        .own(MEMBER)
        .shown(&[
            day("held_on", "日期"),
            text("state", "情况"),
            text("leave_reason", "请假理由"),
            text("make_up_what", "补课内容"),
        ])
        .erasure(Erasure::Blank(&[
            ("leave_reason", Blank::Null),
            ("leave_answer", Blank::Null),
            ("make_up_what", Blank::Null),
            ("make_up_answer", Blank::Null),
        ]))
        .waits(),
    Table::new("dues", "党费缴纳", "记录是否按时缴纳")
        .own(MEMBER)
        .shown(&[text("period", "月份"), day("paid_on", "缴纳日期")]),
    Table::new("post_holdings", "担任的岗位", "设岗定责")
        .own(MEMBER)
        .shown(&[text("state", "状态"), day("from_day", "开始"), day("to_day", "结束"), text("end_reason", "结束原因")])
        .erasure(Erasure::Blank(&[("end_reason", Blank::Null)])),
    Table::new("post_checks", "岗位考评", "考评履职情况")
        .own(MEMBER)
        .shown(&[text("period", "期间"), flag("kept", "履职"), hundredths("points", "得分"), text("note", "说明")])
        .erasure(Erasure::Blank(&[("note", Blank::Null)])),
    Table::new("audit_lines", "季度审核", "支委会逐项审核扣分情形")
        .own(MEMBER)
        .shown(&[text("kind", "种类"), day("deed_on", "日期"), text("what", "内容"), text("reason", "理由")])
        .erasure(Erasure::Blank(&[("what", Blank::Words), ("reason", Blank::Null)]))
        .waits(),
    Table::new("pledges", "年度承诺", "公开承诺、年终评议")
        .own(MEMBER)
        .shown(&[text("year", "年度"), text("text", "内容")])
        .erasure(Erasure::Blank(&[("text", Blank::Words)])),
    Table::new("pledge_progress", "承诺进展", "记录承诺办到哪一步")
        .own(&[Link::Under { column: "pledge_id", table: "pledges", key: "id", link: &Link::Member("member_id") }])
        .shown(&[day("on_day", "日期"), text("text", "内容")])
        .erasure(Erasure::Blank(&[("text", Blank::Words)])),
    Table::new("appraisal_members", "民主评议", "年度评议的结果")
        .own(MEMBER)
        .shown(&[hundredths("score", "得分"), text("grade", "等次"), day("returned_on", "返回参加")])
        .erasure(Erasure::Keep(SIGNED)),
    // Whose a rating is cannot be told: the key of the rater is a hash. What it says is about the member.
    Table::new("appraisal_ratings", "评议打分", "汇总评议（不记名）").also(MEMBER).erasure(Erasure::Keep(SIGNED)),
    Table::new("appraisal_villager_counts", "群众评议票数", "汇总群众评议").also(MEMBER).erasure(Erasure::Keep(SIGNED)),
    Table::new("proposal_lines", "推荐名单", "评先评优和任职资格的建议名单")
        .own(&[Link::Person("person_id")])
        .shown(&[text("ground", "情形"), text("merits", "事迹"), flag("struck", "已划去")])
        .erasure(Erasure::Blank(&[("merits", Blank::Null), ("reason", Blank::Null)])),
    Table::new("edition_rows", "公示的结果", "公示每期积分")
        .key(&["edition_id", "member_id"])
        .own(MEMBER)
        .shown(&[
            text("branch_name", "支部"),
            hundredths("total", "合计"),
            number("rank", "名次"),
            text("grade", "等次"),
        ])
        .erasure(Erasure::Keep("公示版次不改动；不含姓名，按现在的显示方式出现")),
    Table::new("help_cases", "帮教", "帮助落后的同志")
        .own(&[Link::Person("person_id")])
        .shown(&[text("name", "措施"), text("state", "状态"), moment("proposed_at", "时间"), day("deadline", "期限")])
        .erasure(Erasure::Blank(&[("batch", Blank::Null), ("meeting", Blank::Null), ("note_number", Blank::Null)])),
    Table::new("help_steps", "帮教经过", "记下谈话和进展")
        .own(&[Link::Under { column: "case_id", table: "help_cases", key: "id", link: &Link::Person("person_id") }])
        .shown(&[text("kind", "步骤"), day("on_day", "日期"), text("result", "结果")])
        .erasure(Erasure::Blank(&[("words", Blank::Null), ("with_whom", Blank::Null)])),
    Table::new("objections", "异议", "对公示提出异议、作出答复")
        .own(&[Link::Person("objector_id")])
        .also(&[Link::Person("person_id")])
        .shown(&[text("period", "期间"), text("body", "内容"), text("state", "状态"), text("answer", "答复")])
        .erasure(Erasure::Blank(&[("body", Blank::Words), ("reason", Blank::Null)]))
        .waits(),
];

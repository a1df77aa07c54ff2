//! The rows of the data list about organization life beside the points: grids, contact cards, content,
//! suggestions, messages by WeChat and telephone, times away, care, acting for somebody.

use super::inventory::{Basis, Blank, Erasure, Link, Table, day, flag, moment, number, text};

const MEMBER: &[Link] = &[Link::Member("member_id")];

const PERSON: &[Link] = &[Link::Person("person_id")];

const ACCOUNT: &[Link] = &[Link::Account("account_id")];

/// A time away of the person.
const AWAY: &[Link] = &[Link::Under { column: "away_id", table: "aways", key: "id", link: &Link::Member("member_id") }];

/// What many wrote together stays: minutes and hand-overs are papers of the organization.
const PAPERS: &str = "会议记录、交接书等是组织的文书，依档案要求完整保存，只有编号";

pub(super) const TABLES: &[Table] = &[
    Table::new("grid_leaders", "网格长推选", "公示网格由谁负责、怎样产生")
        .own(PERSON)
        .shown(&[text("capacity", "职务"), text("state", "状态"), day("from_day", "开始"), day("ended_on", "结束")])
        .erasure(Erasure::Blank(&[("end_reason", Blank::Null)])),
    Table::new("grid_notes", "网格工作记录", "记录网格长做了什么")
        .own(PERSON)
        .shown(&[day("done_on", "日期"), text("what", "内容")])
        .erasure(Erasure::Blank(&[("what", Blank::Words)])),
    Table::new("contact_cards", "连心卡", "在本人同意的范围内公开联系方式")
        .basis(Basis::Consent)
        .own(MEMBER)
        .shown(&[text("promise", "服务承诺"), flag("shows_phone", "显示电话"), flag("shows_photo", "显示照片")])
        .erasure(Erasure::Delete),
    Table::new("contents", "发布的内容", "说明文章由谁起草")
        .own(&[Link::Person("author_id")])
        .shown(&[text("title", "标题"), text("state", "状态"), moment("created_at", "时间")])
        .erasure(Erasure::Keep(PAPERS)),
    Table::new("content_receipts", "阅读和回执", "确认通知已经送达")
        .key(&["content_id", "member_id"])
        .own(MEMBER)
        .shown(&[moment("read_at", "阅读时间"), text("answer", "回执")])
        .erasure(Erasure::Blank(&[("answer", Blank::Null)])),
    Table::new("suggestions", "意见建议", "办理和答复意见建议")
        .basis(Basis::Service)
        .own(&[Link::Person("person_id"), Link::Member("member_id"), Link::Account("account_id")])
        .shown(&[text("body", "内容"), text("state", "状态"), moment("made_at", "时间"), text("answer", "答复")])
        .closing(Erasure::Blank(&[("phone_cipher", Blank::Null)]))
        .erasure(Erasure::Blank(&[("body", Blank::Words), ("name_cipher", Blank::Null), ("phone_cipher", Blank::Null)]))
        .waits(),
    Table::new("subscriptions", "微信通知订阅", "按本人允许的次数发微信通知")
        .basis(Basis::Consent)
        .kept("注销账号前")
        .own(ACCOUNT)
        .shown(&[number("remaining", "剩余次数"), moment("changed_at", "时间")])
        .gone_with_account(),
    Table::new("deliveries", "微信通知发送记录", "同一条通知不发两次")
        .basis(Basis::Service)
        .kept("发送后一段时间自动删除")
        .own(ACCOUNT)
        .shown(&[text("state", "状态"), moment("begun_at", "时间")])
        .gone_with_account(),
    Table::new("calls", "电话通知", "微信通知不到时由联系人打电话")
        .basis(Basis::Service)
        .own(PERSON)
        .also(MEMBER)
        .shown(&[text("state", "状态"), text("last_outcome", "结果"), moment("last_at", "时间")])
        .gone_with_account(),
    Table::new("away_hosts", "流入地联系", "流动党员由流入地共同管理")
        .own(&[Link::Under { column: "id", table: "aways", key: "id", link: &Link::Member("member_id") }])
        .shown(&[moment("recorded_at", "登记时间")])
        .erasure(Erasure::Delete),
    Table::new("away_notes", "共同管理记录", "流入地和流出地互相通报")
        .own(AWAY)
        .shown(&[text("kind", "种类"), day("on_day", "日期")])
        .erasure(Erasure::Delete),
    Table::new("away_contacts", "外出联系记录", "外出期间有人联系")
        .own(AWAY)
        .shown(&[text("manner", "方式"), day("on_day", "日期")])
        .erasure(Erasure::Delete),
    Table::new("away_liaisons", "外出联系人", "外出期间由谁联系").own(AWAY).shown(&[day("from_day", "开始")]),
    Table::new("care_entries", "关爱帮扶", "关心帮助有困难的同志（从不公开）")
        .own(PERSON)
        .shown(&[text("kind", "种类"), day("from_day", "开始"), day("until_day", "到期"), text("state", "状态")])
        .erasure(Erasure::Blank(&[
            ("ground_cipher", Blank::Null),
            ("given_cipher", Blank::Null),
            ("task_cipher", Blank::Null),
            ("meeting", Blank::Words),
        ])),
    Table::new("care_steps", "走访慰问记录", "记录走访和慰问（从不公开）")
        .own(&[Link::Under { column: "care_id", table: "care_entries", key: "id", link: &Link::Person("person_id") }])
        .shown(&[text("kind", "种类"), day("on_day", "日期")])
        .erasure(Erasure::Blank(&[("text_cipher", Blank::Null), ("needs_cipher", Blank::Null)])),
    Table::new("care_movements", "关爱资金", "关爱资金的收支账目")
        .own(&[Link::Under { column: "care_id", table: "care_entries", key: "id", link: &Link::Person("person_id") }])
        .shown(&[text("kind", "种类"), day("on_day", "日期")])
        .erasure(Erasure::Blank(&[("note_cipher", Blank::Null)])),
    Table::new("assistances", "代办关系", "经本人同意由他人代为操作")
        .basis(Basis::Consent)
        .own(PERSON)
        .shown(&[text("how", "同意方式"), day("until_day", "到期"), moment("ended_at", "结束")])
        .erasure(Erasure::Keep("代办的每一步须能查清，只有编号")),
    Table::new("assistance_acts", "代办记录", "查清谁替谁办了什么")
        .own(MEMBER)
        .shown(&[text("action", "操作"), moment("at", "时间")])
        .erasure(Erasure::Keep("代办的每一步须能查清，只有编号")),
    Table::new("handovers", "职务交接", "交接未办完的工作和权限")
        .own(&[Link::Person("outgoing_id"), Link::Person("incoming_id")])
        .shown(&[text("role", "职务"), text("state", "状态"), moment("opened_at", "时间")])
        .erasure(Erasure::Keep(PAPERS)),
    Table::new("desk_logins", "电脑登录", "在电脑上扫码登录")
        .basis(Basis::Service)
        .kept("过期后自动删除")
        .own(ACCOUNT)
        .shown(&[text("ip", "地址"), moment("confirmed_at", "时间")])
        .gone_with_account(),
    Table::new("desk_passwords", "电脑登录密码", "管理员在电脑上用密码和动态码登录")
        .basis(Basis::Service)
        .kept("停用密码登录前")
        .own(PERSON)
        .shown(&[text("login_name", "登录名"), moment("set_at", "设置时间")])
        .gone_with_account(),
    Table::new("meeting_statements", "会上述职", "网格长在会上述职")
        .own(PERSON)
        .shown(&[text("text", "内容"), moment("recorded_at", "时间")])
        .erasure(Erasure::Blank(&[("text", Blank::Words)])),
    Table::new("meeting_minutes", "会议记录", "说明会议由谁主持、谁记录、谁确认")
        .key(&["meeting_id"])
        .own(&[Link::Member("chair_id"), Link::Person("writer_id")])
        .shown(&[text("state", "状态"), moment("written_at", "记录时间"), moment("confirmed_at", "确认时间")])
        .erasure(Erasure::Keep(PAPERS)),
    Table::new("minutes_addenda", "会议记录更正", "说明会议记录由谁更正")
        .own(&[Link::Person("writer_id")])
        .shown(&[text("text", "内容"), moment("written_at", "时间")])
        .erasure(Erasure::Keep(PAPERS)),
    Table::new("wechat_events", "微信推送的事件", "收到微信的审核结果、授权变更等通知并办理")
        .basis(Basis::Service)
        .kept("内容加密存放，办完即清空；编号三十天后删除")
        .unfound("内容在办理前加密，办理后清空，不能按人查找"),
    Table::new("desk_tries", "电脑登录尝试次数", "防止有人猜密码")
        .basis(Basis::Service)
        .kept("停止尝试后自动删除")
        .unfound("只有登录名和网络地址的加密摘要和次数，不能按人查找"),
    Table::new("sender_counts", "当天匿名提交次数", "防止一个人占满群众的意见和异议渠道")
        .basis(Basis::Service)
        .kept("当天，次日删除")
        .unfound("只有网络地址的加密摘要和次数，与提交的内容没有联系，不能按人查找"),
];

//! The rows of the data list about who a person is: roster, account, consents.

use super::inventory::{Basis, Blank, Erasure, Link, MEMBERSHIP, Table, day, flag, moment, number, sealed, text};

/// A membership of the person.
const MEMBER: &[Link] = &[Link::Member("member_id")];

/// The person.
const PERSON: &[Link] = &[Link::Person("person_id")];

/// An account of the person.
const ACCOUNT: &[Link] = &[Link::Account("account_id")];

pub(super) const TABLES: &[Table] = &[
    Table::new("persons", "基本信息", "在花名册上认出本人，按年龄、特长安排任务和岗位")
        .kept(MEMBERSHIP)
        .own(&[Link::Person("id")])
        .shown(&[
            text("name", "姓名"),
            text("sex", "性别"),
            number("birth_year", "出生年"),
            number("birth_month", "出生月"),
            sealed("phone_cipher", "手机号"),
            text("schooling", "学历"),
            text("skills", "特长"),
        ])
        .closing(Erasure::Blank(&[("phone_cipher", Blank::Null), ("phone_hash", Blank::Null)]))
        .erasure(Erasure::Blank(&[
            ("name", Blank::Name),
            ("sex", Blank::Null),
            ("birth_year", Blank::Null),
            ("birth_month", Blank::Null),
            ("phone_cipher", Blank::Null),
            ("phone_hash", Blank::Null),
            ("schooling", Blank::Null),
            ("skills", Blank::Null),
        ])),
    Table::new("members", "党员身份", "确认参加积分的资格和起止时间")
        .own(PERSON)
        .shown(&[
            day("joined_on", "入党时间"),
            flag("probationary", "预备党员"),
            day("left_on", "离开日期"),
            text("left_reason", "离开原因"),
        ])
        .erasure(Erasure::Blank(&[("left_reason", Blank::Null)])),
    Table::new("memberships", "所在支部和类别", "确定在哪个支部、按哪类计分")
        .own(MEMBER)
        .shown(&[
            text("category", "类别"),
            day("from_day", "开始"),
            day("to_day", "结束"),
            text("reason", "原因"),
            text("meeting", "会议"),
        ])
        .erasure(Erasure::Blank(&[("reason", Blank::Null), ("meeting", Blank::Null)])),
    Table::new("exemptions", "免考核", "依组织决定免于考核（从不公开）")
        .own(MEMBER)
        .shown(&[
            day("from_day", "开始"),
            day("to_day", "结束"),
            text("ground", "情形"),
            text("reason", "理由"),
            text("meeting", "会议"),
        ])
        .erasure(Erasure::Blank(&[
            ("ground", Blank::Code("other")),
            ("reason", Blank::Words),
            ("meeting", Blank::Words),
            ("end_reason", Blank::Null),
        ])),
    Table::new("hint_dismissals", "类别提示的处理", "记下不改变类别的理由，不再重复提示")
        .key(&["member_id", "category"])
        .own(MEMBER)
        .shown(&[text("category", "提示的类别"), text("reason", "理由"), moment("decided_at", "时间")])
        .erasure(Erasure::Delete),
    Table::new("aways", "外出流动", "外出期间有人联系、按时报告")
        .own(MEMBER)
        .shown(&[day("from_day", "离开"), day("back_on", "返回"), text("destination", "去向")])
        .erasure(Erasure::Blank(&[("destination", Blank::Words)])),
    Table::new("grid_members", "所在网格", "按居住网格联系和服务")
        .own(MEMBER)
        .shown(&[day("from_day", "开始"), day("to_day", "结束")])
        .erasure(Erasure::Delete),
    Table::new("grids", "担任网格长", "公示网格由谁负责")
        .own(&[Link::Person("leader_person_id")])
        .shown(&[text("name", "网格")])
        .erasure(Erasure::Keep("网格由谁负责另行调整，姓名注销后不再指向个人")),
    Table::new("role_grants", "担任的职务", "确定能办理哪些事项，事后能查清由谁办理")
        .own(PERSON)
        .shown(&[text("role", "职务"), moment("granted_at", "开始"), moment("ended_at", "结束")])
        .erasure(Erasure::Keep("办理记录须能说明当时的权限")),
    Table::new("accounts", "账号", "登录小程序")
        .basis(Basis::Service)
        .kept("注销账号前")
        .own(&[Link::Person("acted_for")])
        .shown(&[text("state", "状态"), moment("created_at", "建立时间")])
        .closing(Erasure::Blank(&[("person_id", Blank::Null)]))
        .erasure(Erasure::Blank(&[("person_id", Blank::Null)])),
    Table::new("wechat_identities", "微信标识", "用微信登录（只有微信给本小程序的编号，没有微信号和头像）")
        .key(&["app_id", "open_id"])
        .basis(Basis::Service)
        .kept("注销账号前")
        .own(ACCOUNT)
        .shown(&[moment("created_at", "首次登录")])
        .gone_with_account(),
    Table::new("refresh_tokens", "登录记录", "保持登录")
        .basis(Basis::Service)
        .kept("登录失效后三十天")
        .own(ACCOUNT)
        .shown(&[moment("issued_at", "登录时间"), moment("revoked_at", "退出时间")])
        .gone_with_account(),
    Table::new("invites", "绑定邀请", "第一次绑定账号")
        .basis(Basis::Service)
        .kept("失效后三十天")
        .own(PERSON)
        .shown(&[moment("created_at", "发出"), moment("used_at", "使用")])
        .gone_with_account(),
    Table::new("rebindings", "换绑申请", "换手机后重新绑定")
        .basis(Basis::Service)
        .kept("办结后三十天")
        .own(PERSON)
        .also(ACCOUNT)
        .shown(&[text("state", "状态"), moment("requested_at", "申请时间"), text("reason", "答复")])
        .gone_with_account(),
    Table::new("inbox_messages", "消息", "通知本人与自己有关的事项")
        .basis(Basis::Service)
        .kept("读过之后一段时间自动删除")
        .own(PERSON)
        .shown(&[text("kind", "种类"), moment("created_at", "时间"), moment("read_at", "已读时间")])
        .gone_with_account(),
    Table::new("idempotency_keys", "防重复编号", "信号不好时重发不会办两次")
        .key(&["account_id", "route", "idempotency_key"])
        .basis(Basis::Service)
        .kept("十四天")
        .own(ACCOUNT)
        .gone_with_account(),
    Table::new("consents", "同意事项", "只在本人同意的范围内公开、通知和代办")
        .basis(Basis::Consent)
        .kept("撤回后保留记录，注销时删除")
        .own(PERSON)
        .shown(&[text("purpose", "事项"), moment("given_at", "同意时间"), moment("withdrawn_at", "撤回时间")])
        .erasure(Erasure::Delete),
    Table::new("text_checks", "内容安全检查", "公开的文字先经检查")
        .basis(Basis::Law)
        .own(&[Link::Account("author_id")])
        .shown(&[text("text", "文字"), text("state", "结果"), moment("created_at", "时间")])
        .erasure(Erasure::Blank(&[("text", Blank::Words)])),
    Table::new("guide_acceptances", "隐私指引", "记下本人读过哪一版隐私指引")
        .key(&["person_id", "version"])
        .basis(Basis::Law)
        .kept("注销之前")
        .own(PERSON)
        .shown(&[number("version", "版本"), moment("accepted_at", "时间")])
        .erasure(Erasure::Delete),
    Table::new("corrections", "更正申请", "更正有误的信息")
        .basis(Basis::Law)
        .kept("办结后与花名册同期")
        .own(PERSON)
        .shown(&[
            text("field", "项目"),
            sealed("wished_cipher", "应当是"),
            text("why", "理由"),
            text("state", "状态"),
            text("answer", "答复"),
            moment("asked_at", "申请时间"),
        ])
        .erasure(Erasure::Delete),
    Table::new("closures", "注销申请", "办理账号注销和信息删除")
        .basis(Basis::Law)
        .kept("长期：证明已经注销")
        .own(PERSON)
        .shown(&[
            text("kind", "种类"),
            text("state", "状态"),
            moment("asked_at", "申请时间"),
            moment("due_at", "办理时间"),
        ])
        .erasure(Erasure::Keep("证明已经注销，不含姓名")),
    Table::new("certificates", "积分档案和服务证明", "开具带校验码的档案和证明")
        .basis(Basis::Service)
        .kept(MEMBERSHIP)
        .own(MEMBER)
        .shown(&[
            text("kind", "种类"),
            text("period", "期间"),
            moment("issued_at", "开具时间"),
            moment("withdrawn_at", "作废时间"),
        ])
        .erasure(Erasure::Delete),
    Table::new("audit_log", "操作和查阅日志", "查清谁在什么时候办了什么、看了什么")
        .basis(Basis::Law)
        .kept("不少于六个月；涉及个人信息的查阅记录三年")
        .own(PERSON)
        .also(&[Link::Person("on_behalf_of"), Link::Person("subject_id"), Link::Member("subject_id")])
        .shown(&[text("action", "操作"), moment("at", "时间")])
        .erasure(Erasure::Keep("网络日志依法留存，只有编号")),
];

//! Places and reasons.

use xianfeng_domain::organizations::OrganizationKind;

/// Places of a village.
const VILLAGE: &[&str] = &[
    "村口",
    "河道东侧",
    "后山林区",
    "卫生所",
    "小学路口",
    "水库下游",
    "养殖小区",
    "文化广场",
    "敬老院",
    "一组",
    "二组",
    "三组",
    "老井边",
    "旧戏台",
    "北坡梯田",
    "进村公路",
];

/// Places of an enterprise or an office.
const WORKPLACE: &[&str] = &["厂区", "一车间", "仓库", "家属院", "办公楼", "便民服务大厅", "集镇街道", "停车场"];

/// Why a submission is sent back.
pub(super) const RETURNED: &[&str] =
    &["请写明具体地点和数量", "照片看不清，请重拍后再交", "请补充办理结果", "日期与派工记录不一致，请核对"];

/// Why a submission is refused.
pub(super) const REJECTED: &[&str] = &["经核实当天未到场", "与上一次提交的内容重复", "不属于本任务的范围"];

/// Why an approval gives less than offered.
pub(super) const PARTIAL: &[&str] = &["只完成一半，按实际情况给分", "中途离开，酌情给分", "两人合办，各计一部分"];

/// Why an approval is taken back.
pub(super) const REVERSED: &[&str] =
    &["复核发现与他人重复登记", "群众反映情况不实，经核查撤回", "审核人误点，按程序冲正"];

/// Places for a kind of branch.
pub(super) const fn places(kind: OrganizationKind) -> &'static [&'static str] {
    match kind {
        OrganizationKind::Village => VILLAGE,
        _ => WORKPLACE,
    }
}

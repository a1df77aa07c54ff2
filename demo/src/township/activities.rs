//! What a township's members do, and when in the year: the items of the account of Chishiqiao.

use xianfeng_domain::Points;
use xianfeng_domain::organizations::OrganizationKind;

/// Something that is done again and again.
#[derive(Debug)]
pub(super) struct Activity {
    /// The rule-book item.
    pub(super) item: &'static str,
    /// What the task is called; `{}` is a place.
    pub(super) title: &'static str,
    /// How often, January to December.
    pub(super) seasons: [u32; 12],
    /// Only in villages?
    pub(super) rural: bool,
    /// What the task offers, in hundredths; empty: the item's own points.
    pub(super) offers: &'static [i64],
    /// The unit of reported quantities.
    pub(super) unit: Option<&'static str>,
    /// Photos that the task asks for.
    pub(super) photos: u32,
    /// What members write; `{}` is the quantity.
    pub(super) reports: &'static [&'static str],
}

impl Activity {
    /// The weight in a month of 1 to 12 for a kind of branch.
    pub(super) fn weight(&self, month0: usize, kind: OrganizationKind) -> u32 {
        if self.rural && kind != OrganizationKind::Village {
            return 0;
        }
        self.seasons.get(month0).copied().unwrap_or_default()
    }

    /// The points that some task offers.
    pub(super) fn offer(&self, pick: usize) -> Option<Points> {
        let at = pick.checked_rem(self.offers.len())?;
        self.offers.get(at).copied().map(Points::from_hundredths)
    }
}

const ALL_YEAR: [u32; 12] = [6; 12];

pub(super) const ACTIVITIES: &[Activity] = &[
    Activity {
        item: "fire_patrol",
        title: "护林防火巡查：{}",
        seasons: [2, 6, 22, 26, 14, 2, 0, 0, 1, 8, 6, 2],
        rural: true,
        offers: &[],
        unit: Some("公里"),
        photos: 0,
        reports: &[
            "巡查{}公里，未发现火情，劝阻上坟烧纸一起",
            "沿防火道走了{}公里，清理枯草一处",
            "和护林员一起巡山{}公里，一切正常",
            "发放防火明白纸，巡查{}公里",
        ],
    },
    Activity {
        item: "hazard_check",
        title: "排查{}地质灾害隐患点",
        seasons: [0, 1, 3, 4, 8, 22, 30, 26, 12, 3, 1, 0],
        rural: true,
        offers: &[],
        unit: Some("处"),
        photos: 1,
        reports: &[
            "查看{}处，未见新裂缝，警示牌完好",
            "雨后查看{}处，坡脚有少量落石，已拉警戒线并上报",
            "对{}处切坡建房点逐一查看，均无变化",
            "查看{}处，排水沟有淤积，当场清理",
        ],
    },
    Activity {
        item: "epidemic_round",
        title: "疫情防控走访：{}",
        seasons: [20, 16, 6, 2, 1, 1, 1, 1, 1, 3, 10, 18],
        rural: false,
        offers: &[],
        unit: Some("户"),
        photos: 0,
        reports: &[
            "走访{}户，均无异常，发放防护包",
            "上门{}户，登记返乡人员情况",
            "走访{}户，提醒老人接种疫苗",
            "电话加上门共{}户，已登记造册",
        ],
    },
    Activity {
        item: "grid_service",
        title: "网格走访：{}",
        seasons: ALL_YEAR,
        rural: false,
        offers: &[],
        unit: Some("户"),
        photos: 0,
        reports: &[
            "走访{}户，收集意见两条，已报网格员",
            "入户{}户，核对人口信息",
            "走访{}户，调解邻里用水小纠纷一件",
            "走访{}户，帮助缴纳医保",
        ],
    },
    Activity {
        item: "safety_advice",
        title: "安全劝导：{}",
        seasons: [10, 8, 3, 8, 5, 3, 3, 3, 4, 8, 3, 5],
        rural: false,
        offers: &[],
        unit: None,
        photos: 0,
        reports: &[
            "在路口劝导未戴头盔的村民，大家都很配合",
            "提醒车辆慢行，疏导赶集人流",
            "劝阻私自下河游泳的孩子，联系家长接回",
            "检查燃气软管和烟囱，提醒注意通风",
        ],
    },
    Activity {
        item: "volunteer_service",
        title: "清扫积雪：{}",
        seasons: [20, 14, 1, 0, 0, 0, 0, 0, 0, 0, 4, 16],
        rural: false,
        offers: &[50, 100],
        unit: Some("米"),
        photos: 0,
        reports: &["清扫积雪约{}米，撒了融雪剂", "早上六点到场，清雪约{}米，方便学生上学", "和邻居一起清雪约{}米"],
    },
    Activity {
        item: "volunteer_service",
        title: "环境整治义务劳动：{}",
        seasons: [2, 3, 12, 14, 10, 8, 8, 8, 10, 10, 6, 2],
        rural: false,
        offers: &[50, 100, 150, 200],
        unit: Some("小时"),
        photos: 0,
        reports: &[
            "参加劳动{}小时，清理垃圾两车",
            "栽树、浇水{}小时",
            "清理河道漂浮物，劳动{}小时",
            "粉刷围墙、整理柴垛，{}小时",
        ],
    },
    Activity {
        item: "good_deed",
        title: "为老人办实事：{}",
        seasons: [8, 6, 4, 4, 4, 3, 3, 3, 5, 6, 5, 7],
        rural: false,
        offers: &[100, 100, 200, 300],
        unit: None,
        photos: 1,
        reports: &[
            "帮独居老人修好电灯和水管",
            "送老人到卫生院看病取药，垫付了车费",
            "给老人理发、打扫屋子",
            "帮助收玉米半天，老人子女打来电话感谢",
        ],
    },
    Activity {
        item: "consultation",
        title: "农技咨询：{}",
        seasons: [0, 2, 6, 10, 10, 8, 6, 6, 6, 2, 0, 0],
        rural: true,
        offers: &[],
        unit: Some("人"),
        photos: 0,
        reports: &["讲解玉米病虫害防治，到场{}人", "现场示范核桃树修剪，{}人参加", "解答养牛防疫问题，咨询{}人"],
    },
    Activity {
        item: "advice",
        title: "征集建议：{}怎么改进",
        seasons: [3, 3, 2, 1, 1, 2, 2, 1, 1, 1, 2, 4],
        rural: false,
        offers: &[100, 100, 200],
        unit: None,
        photos: 0,
        reports: &["建议加装路灯两盏，支委会已采纳", "建议错峰用水并公示时间，已采纳", "建议设便民代办点，已列入计划"],
    },
    Activity {
        item: "lead_to_prosper",
        title: "致富带富产业项目",
        seasons: [1, 1, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1],
        rural: true,
        offers: &[200, 300, 500],
        unit: None,
        photos: 1,
        reports: &[
            "带动三户种植连翘，已签收购协议",
            "合作社吸收两户入股，发放务工工资",
            "联系客商，帮助销售土豆两万斤",
        ],
    },
];

//! Made-up boards for the tests, and sample pages to look at in `target/board-samples/`.

use std::fs;
use std::path::Path;

use xianfeng_domain::Points;
use xianfeng_domain::names::DisplayLevel;

use super::*;

/// The seventeen branches of the sample township.
const BRANCHES: [&str; 17] = [
    "赤石桥村党支部",
    "伏贵村党支部",
    "河底村党支部",
    "姑姑寨村党支部",
    "胡汉坪村党支部",
    "后军村党支部",
    "三合村党支部",
    "侯壁村党支部",
    "涧崖底村党支部",
    "青石滩村党支部",
    "石台村党支部",
    "杨家庄村党支部",
    "新源村党支部",
    "煤业有限公司联合党支部",
    "农产品加工企业党支部",
    "新能源企业党支部",
    "机关党支部",
];
const SURNAMES: [&str; 12] = ["张", "王", "李", "赵", "刘", "陈", "杨", "郭", "任", "买买提·", "欧阳", "史"];
const GIVEN: [&str; 10] = ["建国", "秀英", "伟", "志强", "爱莲", "小𠮷", "红", "永胜", "桂兰", "吐尔逊"];
const CATEGORIES: [&str; 5] = ["在职", "普通", "流动", "年老", "离任"];

/// So many rows with falling totals: base 60, additions, a deduction for some, ties among them.
pub(super) fn rows(count: u32, level: DisplayLevel) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for number in 1..=count {
        let left = i64::from(count - number);
        let additions = Points::from_hundredths(left * left * 5_000 / i64::from(count * count).max(1) / 50 * 50);
        let deductions = if number % 6 == 0 { Points::whole(-3) } else { Points::ZERO };
        let total = Points::whole(60) + additions;
        let rank = match rows.last() {
            Some(above) if above.total == total => above.rank,
            _ => number,
        };
        let (at, turn) = (number as usize, (number / 7) as usize);
        let name = format!("{}{}", SURNAMES[at * 5 % SURNAMES.len()], GIVEN[(at + turn) % GIVEN.len()]);
        let change = match number % 5 {
            0 => PlaceChange::New,
            1 => PlaceChange::Up(3),
            2 => PlaceChange::Up(-12),
            _ => PlaceChange::Up(0),
        };
        rows.push(Row {
            number,
            rank,
            name: level.show(&name),
            category: Some(CATEGORIES[at % CATEGORIES.len()].to_owned()),
            total,
            additions: additions - deductions,
            deductions,
            change,
        });
    }
    rows
}

/// A branch's running quarter.
pub(super) fn branch(count: u32) -> BoardView {
    let rows = rows(count, DisplayLevel::Masked);
    let total: Points = rows.iter().map(|row| row.total).sum();
    BoardView {
        id: uuid::Uuid::from_u128(7),
        organization: "赤石桥村党支部".to_owned(),
        level: Level::Branch,
        above: Some(Above {
            name: "赤石桥乡党委".to_owned(),
            path: "/board/0190c1f0-0000-7000-8000-000000000001".to_owned(),
            average: Some(Points::from_hundredths(7_215)),
        }),
        period: "2026-Q4".parse().expect("a period"),
        today: "2026-11-03".parse().expect("a day"),
        data_from: Some("2026-01-01".parse().expect("a day")),
        standing: Standing::Provisional,
        as_of: "2026-11-03T00:15:00Z".parse().expect("an instant"),
        names: DisplayLevel::Masked,
        counted: count,
        total,
        average: Points::average(total, count),
        rows,
        branches: Vec::new(),
        public_url: "https://points.example.org/board/0190c1f0-0000-7000-8000-000000000002".to_owned(),
        items: items(),
        objection:
            "请在公示期内告诉党支部书记或乡党委组织办公室，说明序号和您认为有误的积分。收到后会核对流水并答复您。"
                .to_owned(),
    }
}

/// The township's running quarter.
pub(super) fn township(count: u32) -> BoardView {
    let branches = (1..).zip(BRANCHES).map(|(rank, name)| BranchRow {
        rank: Some(rank),
        name: name.to_owned(),
        path: format!("/board/0190c1f0-0000-7000-8000-0000000001{rank:02}"),
        counted: 20 + rank * 3 % 17,
        average: Some(Points::from_hundredths(9_412 - i64::from(rank) * 173)),
        change: if rank % 4 == 0 { PlaceChange::Up(-1) } else { PlaceChange::Up(1) },
    });
    BoardView {
        organization: "赤石桥乡党委".to_owned(),
        level: Level::Township,
        above: None,
        branches: branches.collect(),
        ..branch(count)
    }
}

fn items() -> Vec<Item> {
    let item =
        |(name, worth, takes): (&str, &str, bool)| Item { name: name.to_owned(), worth: worth.to_owned(), takes };
    [
        ("基础分", "每年60分", false),
        ("参加志愿服务", "每次加1分", false),
        ("排查地质灾害点", "每处加1分", false),
        ("参加疫情防控值守", "每次加0.5分", false),
        ("调解邻里纠纷", "每件加3分", false),
        ("好人好事受到表扬", "每件加2分", false),
        ("无故不参加组织生活", "每次扣2分", true),
        ("不按时交纳党费", "每月扣1分", true),
        ("受到党纪处分", "清零", true),
    ]
    .map(item)
    .to_vec()
}

/// Pages to look at: in a browser at 360 px, and printed on A4 and A3.
#[test]
fn writes_sample_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/board-samples");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let write = |name: &str, html: String| fs::write(folder.join(name), html).expect("the page can be written");
    for count in [0, 1, 8, 18, 30, 36, 60, 120] {
        write(&format!("branch-{count}.html"), render(&branch(count), Lang::Chinese).expect("renders"));
    }
    for count in [300, 497] {
        write(&format!("township-{count}.html"), render(&township(count), Lang::Chinese).expect("renders"));
    }
    write("branch-english.html", render(&branch(30), Lang::English).expect("renders"));
    write("extremes.html", render(&tests::extremes(), Lang::Chinese).expect("renders"));
    write("not-found.html", render_message(Message::NotFound, Lang::Chinese).expect("renders"));
}

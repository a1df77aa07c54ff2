//! Nothing of one township is reached from the other: an administrator gets 404, as if it were not
//! there.

use serde_json::json;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::town::Town;

/// Lists and workbooks that name an organization.
const OF_ORGANIZATION: [&str; 22] = [
    "/leaderboards/members?organizationId={}",
    "/leaderboards/members?organizationId={}&period=2024-Q1",
    "/leaderboards/organizations?parentId={}",
    "/leaderboards/posts?organizationId={}",
    "/ledger?organizationId={}",
    "/findings?organizationId={}",
    "/hints?organizationId={}",
    "/meetings?organizationId={}",
    "/meetings/attendance-rates?organizationId={}&period=2024-Q1",
    "/posts?organizationId={}",
    "/posts/candidates?organizationId={}",
    "/grids?organizationId={}",
    "/audits?organizationId={}",
    "/tasks?organizationId={}",
    "/declarations?organizationId={}",
    "/villager-reports?organizationId={}",
    "/members?organizationId={}",
    "/rulebooks?organizationId={}",
    "/rulebooks/effective?organizationId={}",
    "/exports/leaderboard.xlsx?organizationId={}",
    "/exports/ledger.xlsx?organizationId={}",
    "/exports/rulebook.xlsx?organizationId={}",
];

fn everything(town: &Town) -> Vec<String> {
    let member = town.fixture.branches[0].members[1].id;
    let organizations = [town.fixture.township.0, town.fixture.branches[0].id.0];
    let mut paths = town.made.clone();
    for organization in organizations {
        paths.push(format!("/organizations/{organization}"));
        paths.extend(OF_ORGANIZATION.iter().map(|path| path.replace("{}", &organization.to_string())));
    }
    let below = ["", "/memberships", "/exemptions", "/zeroings", "/aways", "/base-withholdings"];
    paths.extend(below.iter().map(|below| format!("/members/{member}{below}")));
    paths
}

/// Whatever one's own clerk reads is not there for the other's, nor for the other's secretary.
pub(super) async fn reads_nothing(server: &TestServer, own: &Town, other: &Town) {
    for path in everything(own) {
        let answer = server.get(&path, &own.fixture.clerk).await;
        assert_eq!(answer.status, 200, "{path}");
        for stranger in [&other.fixture.clerk, &other.fixture.branches[0].members[0]] {
            let answer = server.get(&path, stranger).await;
            assert_eq!(answer.status, 404, "{path}: {}", String::from_utf8_lossy(&answer.body));
        }
    }
    // What names no organization holds one's own alone.
    for path in
        ["/ledger?limit=100", "/members?limit=100", "/persons?limit=100", "/roles?limit=100", "/audit?limit=100"]
    {
        let all = server.get(path, &own.fixture.clerk).await.expect(200).to_string();
        let fixture = &other.fixture;
        let members = fixture.branches.iter().flat_map(|branch| &branch.members).chain([&fixture.clerk]);
        let of_members = members.flat_map(|one: &FixtureMember| [one.id.to_string(), one.person.to_string()]);
        let of_branches = fixture.branches.iter().map(|branch| branch.id.to_string());
        for id in of_members.chain(of_branches).chain([fixture.township.to_string()]) {
            assert!(!all.contains(&id), "{path} holds {id} of another township");
        }
    }
}

/// An administrator changes nothing of the other's.
pub(super) async fn writes_nothing(server: &TestServer, own: &Town, other: &Town) {
    let (clerk, township) = (&own.fixture.clerk, other.fixture.township.0);
    let (mine, theirs) = (&own.fixture.branches[0], &other.fixture.branches[0]);
    let (member, stranger) = (&mine.members[1], &theirs.members[1]);
    let path = format!("/ledger?organizationId={township}&limit=1");
    let entry = server.get(&path, &other.fixture.clerk).await.expect(200)["items"][0].clone();
    let entry = entry["id"].as_str().unwrap();
    let task = other.made.iter().find(|path| path.starts_with("/tasks/")).unwrap();
    let post = other.made.iter().find(|path| path.starts_with("/posts/")).unwrap();
    let draft = other.made.iter().find(|path| path.starts_with("/rulebooks/drafts/")).unwrap();
    let audit = other.made.iter().rfind(|path| path.starts_with("/audits/")).unwrap();
    let meeting = json!({
        "organizationId": theirs.id.0, "kind": "other", "title": "不该有的会议",
        "startsAt": "2024-03-29T09:00:00+08:00", "endsAt": "2024-03-29T10:00:00+08:00"
    });
    let why = "试一试";
    for (path, body) in [
        ("/meetings".to_owned(), meeting),
        ("/tasks".to_owned(), json!({ "organizationId": township, "title": why, "item": "environment" })),
        ("/grids".to_owned(), json!({ "organizationId": township, "name": why })),
        ("/audits".to_owned(), json!({ "organizationId": theirs.id.0, "period": "2024-Q1" })),
        ("/rulebooks/drafts".to_owned(), json!({ "organizationId": township, "name": why, "document": "format = 1" })),
        (format!("/organizations/{township}/publication"), json!({ "approved": true, "reason": why })),
        (
            "/roles".to_owned(),
            json!({ "personId": member.person.0, "role": "township_admin", "organizationId": township }),
        ),
        (
            "/roles".to_owned(),
            json!({ "personId": stranger.person.0, "role": "reviewer", "organizationId": mine.id.0 }),
        ),
        (
            format!("/members/{}/transfer", member.id),
            json!({ "branchId": theirs.id.0, "from": "2024-03-01", "reason": why }),
        ),
        (
            format!("/members/{}/transfer", stranger.id),
            json!({ "branchId": mine.id.0, "from": "2024-03-01", "reason": why }),
        ),
        (
            format!("/members/{}/leave", stranger.id),
            json!({ "how": "resigned", "leftOn": "2024-03-01", "reason": why }),
        ),
        (format!("/ledger/{entry}/reversal"), json!({ "reason": why })),
        (format!("{task}/cancel"), json!({ "reason": why })),
        (format!("{post}/holders"), json!({ "memberId": member.id.0, "from": "2024-03-01" })),
        (format!("{draft}/adopt"), json!({ "effectiveFrom": "2024-04-01", "meeting": why, "signatory": "王秀英" })),
        (format!("{audit}/signature"), json!({ "meeting": why })),
    ] {
        let answer = server.post(&path, clerk, body).await;
        assert_eq!(answer.status, 404, "{path}: {}", String::from_utf8_lossy(&answer.body));
    }
    // Line by line: who is not one's own is not found, whatever the book says.
    let new = json!({ "memberIds": [stranger.id.0], "item": "care", "doneOn": "2024-03-29", "what": why });
    let out = server.post("/entries", clerk, new).await.expect(201);
    assert_eq!((&out["results"][0]["code"], &out["results"][0]["entryId"]), (&json!("member.not_found"), &json!(null)));
}

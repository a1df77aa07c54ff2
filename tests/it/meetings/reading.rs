//! Lists, the own meetings, and rates.

use serde_json::{Value, json};

use super::{closed, meeting, opened, planned, record, signed_in, start};

/// A branch's members see its meetings and the township's; other branches' are not there.
#[tokio::test]
async fn meetings_are_listed_for_whom_they_are() {
    let server = start(2, 3).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let clerk = server.fixture.clerk.clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let own = planned(&server, json!({})).await;
    let later = json!({ "startsAt": "2024-03-15T09:00:00+08:00", "endsAt": "2024-03-15T11:00:00+08:00" });
    let later = planned(&server, later).await;
    let township = json!({ "organizationId": server.fixture.township.0, "kind": "party_lesson", "title": "全乡党课" });
    let township = server.post("/meetings", &clerk, meeting(&server, township)).await.expect(201);
    let township = township["id"].as_str().unwrap();
    let ids = |list: &Value| -> Vec<String> {
        list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = server.get("/meetings", member).await.expect(200);
    assert_eq!(ids(&all), [later.as_str(), township, own.as_str()]);
    assert_eq!(ids(&server.get("/meetings", &other.members[1]).await.expect(200)), [township]);
    let page = server.get("/meetings?limit=2", member).await.expect(200);
    let cursor = page["nextCursor"].as_str().unwrap();
    let rest = server.get(&format!("/meetings?limit=2&cursor={cursor}"), member).await.expect(200);
    assert_eq!((ids(&rest), &rest["nextCursor"]), (vec![own.clone()], &Value::Null));
    let march = format!("/meetings?organizationId={}&from=2024-03-02&to=2024-03-15&state=planned", branch.id);
    assert_eq!(ids(&server.get(&march, secretary).await.expect(200)), [later]);
    server.get("/meetings?state=unknown", member).await.refused("request.invalid_query");
    server.get(&format!("/meetings/{own}"), &other.members[1]).await.refused("meeting.not_found");

    // The township's list holds everybody; a branch finds its own members in it.
    server.post(&format!("/meetings/{township}/open"), &clerk, Value::Null).await.expect(200);
    let path = format!("/meetings/{township}/attendance");
    let list = |by| server.get(&path, by);
    assert_eq!(list(&clerk).await.expect(200)["items"].as_array().unwrap().len(), 6);
    let part = list(secretary).await.expect(200);
    let part = part["items"].as_array().unwrap();
    assert_eq!(part.len(), 3);
    assert!(part.iter().all(|record| record["branchId"] == json!(branch.id.0)));
    list(member).await.refused("auth.forbidden");
    server.post(&format!("/meetings/{township}/close"), secretary, Value::Null).await.refused("meeting.not_found");
}

/// What a member reads of meetings: coming ones, and past ones with the own attendance.
#[tokio::test]
async fn a_member_reads_the_own_meetings() {
    let server = start(1, 4).await;
    let members = server.fixture.branches[0].members.clone();
    let past = opened(&server, json!({})).await;
    signed_in(&server, &past, &members[1]).await;
    closed(&server, &past, &members[0]).await;
    let committee = json!({ "kind": "committee_meeting", "memberIds": [members[0].id.0] });
    planned(&server, committee).await;
    let coming = planned(&server, json!({})).await;
    let mine = server.get("/me/meetings", &members[1]).await.expect(200);
    let told: Vec<_> = mine["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["meeting"]["id"].as_str().unwrap(), item["attendance"]["state"].as_str()))
        .collect();
    assert_eq!(told, [(coming.as_str(), None), (past.as_str(), Some("present"))]);
    let detail = server.get(&format!("/meetings/{past}"), &members[2]).await.expect(200);
    assert_eq!(detail["own"]["state"], "absent");
}

/// Rates count closed meetings, by where members stood on their days.
#[tokio::test]
async fn rates_are_of_closed_meetings() {
    let server = start(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    for present in [&branch.members[1..3], &branch.members[1..2]] {
        let id = opened(&server, json!({})).await;
        for member in present {
            signed_in(&server, &id, member).await;
        }
        closed(&server, &id, secretary).await;
    }
    let running = opened(&server, json!({})).await;
    assert_eq!(record(&server, &running, &branch.members[1]).await["state"], "expected");
    let path = format!("/meetings/attendance-rates?organizationId={}&period=2024-Q1", branch.id);
    let rates = server.get(&path, secretary).await.expect(200);
    assert_eq!(
        rates["branches"][0]["rate"],
        json!({
            "expected": 8, "present": 3, "madeUp": 0, "excused": 0, "absent": 5, "permille": 375
        })
    );
    let of = |member: usize| {
        let id = json!(branch.members[member].id.0);
        let items = rates["items"].as_array().unwrap();
        items.iter().find(|item| item["memberId"] == id).unwrap()["rate"]["permille"].clone()
    };
    assert_eq!([of(0), of(1), of(2)], [json!(0), json!(1000), json!(500)]);
    let township = format!("/meetings/attendance-rates?organizationId={}&period=2024-Q2", server.fixture.township);
    assert_eq!(server.get(&township, &clerk).await.expect(200)["items"], json!([]));
    server.get(&township, secretary).await.refused("organization.not_found");
    server.get(&path, &other.members[0]).await.refused("organization.not_found");
    server.get("/meetings/attendance-rates?period=2024", secretary).await.refused("request.invalid_query");
}

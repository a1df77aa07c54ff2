//! In the middle of it somebody dies, leaves, moves, goes away: S4-6, S4-8, S4-9.

use serde_json::{Value, json};

use super::{entered, entry, pairing, read, steps, township};
use crate::inbox::told;

fn leaving(how: &str) -> Value {
    json!({ "how": how, "leftOn": "2024-03-01", "reason": "按规定办理" })
}

/// Who dies or leaves has no entry and no helper any more; whom they looked after wants another.
#[tokio::test]
async fn entries_end_with_the_member() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, aged, peer, young, other] = [0, 1, 2, 3, 4].map(|place| branch.members[place].clone());
    let clerk = server.fixture.clerk.clone();
    let pair = entered(&server, &secretary, pairing(&aged, &young)).await;
    let support = entered(&server, &secretary, entry("support", &aged)).await;
    let second = entered(&server, &secretary, pairing(&peer, &young)).await;
    server.post(&format!("/members/{}/leave", aged.id.0), &clerk, leaving("deceased")).await.expect(200);
    for path in [&pair, &support] {
        let ended = read(&server, path, &secretary).await;
        assert_eq!(
            (&ended["entry"]["outcome"], &ended["entry"]["endedOn"]),
            (&json!("deceased"), &json!("2024-03-01"))
        );
        assert_eq!(steps(&ended), ["ended"]);
    }
    assert_eq!(told(&server, &young, "care.help_ended").await, 1);
    let pay = json!({ "amountFen": 1, "on": "2024-03-01", "receipt": "收条" });
    server.post(&format!("{support}/payments"), &clerk, pay).await.refused("care.ended");

    server.post(&format!("/members/{}/leave", young.id.0), &clerk, leaving("transferred_out")).await.expect(200);
    let left = read(&server, &second, &secretary).await;
    assert_eq!((&left["entry"]["helperWanted"], &left["helperName"]), (&json!(true), &Value::Null));
    assert_eq!(told(&server, &secretary, "care.helper_wanted").await, 1);
    let gone = json!({ "helperId": young.id.0, "task": "看望" });
    server.post(&format!("{second}/helper"), &secretary, gone).await.refused("request.invalid");
    let next = json!({ "helperId": other.id.0, "task": "看望" });
    let named = server.post(&format!("{second}/helper"), &secretary, next).await.expect(200);
    assert_eq!(named["helperWanted"], false);
}

/// Entries go along with who moves; the branch before sees them no more, and the pairing wants a helper of the new one.
#[tokio::test]
async fn entries_move_with_the_member() {
    let server = township().await;
    let [own, to] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, aged, peer, young] = [0, 1, 2, 3].map(|place| own.members[place].clone());
    let pair = entered(&server, &secretary, pairing(&aged, &young)).await;
    let support = entered(&server, &secretary, entry("support", &aged)).await;
    let helped = entered(&server, &secretary, pairing(&peer, &young)).await;
    let clerk = server.fixture.clerk.clone();
    let moving = json!({ "branchId": to.id.0, "from": "2024-03-01", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", aged.id.0), &clerk, moving.clone()).await.expect(200);
    for path in [&pair, &support] {
        server.get(path, &secretary).await.refused("care.not_found");
        let moved = read(&server, path, &to.members[0]).await;
        assert_eq!(moved["entry"]["organizationId"], json!(to.id.0));
    }
    assert_eq!(steps(&read(&server, &pair, &to.members[0]).await), ["released", "moved"]);
    assert_eq!(told(&server, &to.members[0], "care.helper_wanted").await, 1);
    assert_eq!(told(&server, &to.members[0], "care.moved").await, 2);
    // The helper moves, too: not to whom they look after at home.
    server.post(&format!("/members/{}/transfer", young.id.0), &clerk, moving).await.expect(200);
    assert_eq!(read(&server, &helped, &secretary).await["entry"]["helperWanted"], true);
}

/// Who goes away looks after nobody, and is nobody's liaison once they have left.
#[tokio::test]
async fn helpers_go_away_and_liaisons_leave() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, aged, peer, young] = [0, 1, 2, 3].map(|place| branch.members[place].clone());
    let pair = entered(&server, &secretary, pairing(&aged, &young)).await;
    let going = json!({ "from": "2024-02-01", "destination": "太原务工", "liaisonId": peer.id.0 });
    let away = server.post(&format!("/members/{}/aways", young.id.0), &secretary, going).await.expect(201);
    assert_eq!(read(&server, &pair, &secretary).await["entry"]["helperWanted"], true);
    let away = format!("/aways/{}", away["id"].as_str().unwrap());
    let clerk = server.fixture.clerk.clone();
    server.post(&format!("/members/{}/leave", peer.id.0), &clerk, leaving("resigned")).await.expect(200);
    let seen = server.get(&away, &secretary).await.expect(200);
    assert_eq!(seen["away"]["liaisonId"], Value::Null);
    assert_eq!(seen["liaisons"].as_array().unwrap().len(), 2, "who it was stays on record");
    assert_eq!(told(&server, &secretary, "away.liaison_gone").await, 1);
}

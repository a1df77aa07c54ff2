//! A stand-in for an S3-compatible object store: one bucket in memory, signatures checked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use actix_web::dev::ServerHandle;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

pub(super) const BUCKET: &str = "evidence";
pub(super) const KEY_ID: &str = "TESTKEYID";

/// How the store answers from now on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mood {
    Well,
    Answering(StatusCode),
    Hanging,
}

struct State {
    secret: String,
    mood: Mood,
    location: String,
    objects: HashMap<String, Vec<u8>>,
    puts: usize,
    requests: usize,
}

pub(super) struct S3 {
    state: Arc<Mutex<State>>,
    port: u16,
    server: ServerHandle,
}

impl S3 {
    /// Starts a store that knows [`KEY_ID`] with this secret, on a free port.
    pub(super) fn start(secret: &str) -> Self {
        let state = Arc::new(Mutex::new(State {
            secret: secret.into(),
            mood: Mood::Well,
            location: String::new(),
            objects: HashMap::new(),
            puts: 0,
            requests: 0,
        }));
        let shared = web::Data::from(Arc::clone(&state));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .app_data(web::PayloadConfig::new(32 * 1024 * 1024))
                .default_service(web::to(answer))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .unwrap();
        let port = server.addrs()[0].port();
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self { state, port, server: handle }
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn set(&self, mood: Mood) {
        self.state().mood = mood;
    }

    pub(super) fn redirect_to(&self, location: String) {
        self.state().location = location;
    }

    /// Changes every object behind the store's back.
    pub(super) fn alter(&self, change: impl FnMut(&mut Vec<u8>)) {
        self.state().objects.values_mut().for_each(change);
    }

    pub(super) fn objects(&self) -> usize {
        self.state().objects.len()
    }

    pub(super) fn puts(&self) -> usize {
        self.state().puts
    }

    pub(super) fn requests(&self) -> usize {
        self.state().requests
    }

    pub(super) async fn stop(self) {
        self.server.stop(false).await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, state: web::Data<Mutex<State>>) -> HttpResponse {
    let mood = {
        let mut state = state.lock().unwrap();
        state.requests += 1;
        state.mood
    };
    match mood {
        Mood::Hanging => std::future::pending().await,
        Mood::Answering(status) => {
            let location = state.lock().unwrap().location.clone();
            HttpResponse::build(status).insert_header((header::LOCATION, location)).finish()
        }
        Mood::Well => serve(&request, &body, &mut state.lock().unwrap()),
    }
}

fn serve(request: &HttpRequest, body: &[u8], state: &mut State) -> HttpResponse {
    if !is_signed(request, &state.secret) {
        return HttpResponse::Forbidden().body("<Error><Code>SignatureDoesNotMatch</Code></Error>");
    }
    let Some(key) = request.path().strip_prefix(&format!("/{BUCKET}")) else {
        return HttpResponse::NotFound().body("<Error><Code>NoSuchBucket</Code></Error>");
    };
    let key = key.trim_start_matches('/').to_owned();
    match (request.method(), state.objects.get(&key)) {
        (&Method::HEAD, _) if key.is_empty() => HttpResponse::Ok().finish(),
        (&Method::PUT, _) => {
            state.puts += 1;
            state.objects.insert(key, body.to_vec());
            HttpResponse::Ok().finish()
        }
        (&Method::DELETE, _) => {
            state.objects.remove(&key);
            HttpResponse::NoContent().finish()
        }
        (&Method::GET | &Method::HEAD, Some(object)) => HttpResponse::Ok().body(object.clone()),
        _ => HttpResponse::NotFound().body("<Error><Code>NoSuchKey</Code></Error>"),
    }
}

/// Checks a signature in the query (AWS Signature Version 4) as the real one does, but for its age.
fn is_signed(request: &HttpRequest, secret: &str) -> bool {
    let query = request.query_string();
    let Some((signed, signature)) = query.rsplit_once("&X-Amz-Signature=") else { return false };
    let parameters: HashMap<String, String> = web::Query::from_query(signed).map(web::Query::into_inner).unwrap();
    let (credential, date) = (&parameters["X-Amz-Credential"], &parameters["X-Amz-Date"]);
    let Some((KEY_ID, scope)) = credential.split_once('/') else { return false };
    let host = request.connection_info().host().to_owned();
    let canonical =
        format!("{}\n{}\n{signed}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD", request.method(), request.path());
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
    let key = scope.split('/').fold(format!("AWS4{secret}").into_bytes(), |key, part| hmac(&key, part));
    hex(&hmac(&key, &to_sign)) == signature
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

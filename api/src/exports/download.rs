//! A workbook on its way to the client: written to an unnamed temporary file, streamed from it.

use std::fs::File;
use std::io::Read;

use actix_web::body::SizedStream;
use actix_web::http::header::{
    Charset, ContentDisposition, ContentEncoding, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{HttpResponse, web};
use bytes::Bytes;
use futures_util::stream;
use utoipa::ToSchema;
use xianfeng_infra::db::StoreError;
use xianfeng_infra::sheets::write::{Layout, TableWriter, Value, WriteError};

use super::MOST_ROWS;
use crate::http::problem::{Code, Problem};

/// What xlsx files are on the wire.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The bytes of an xlsx file, for the document.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "read by the document only")]
pub(super) struct Workbook(Vec<u8>);

/// A workbook with all its rows.
pub struct Made {
    pub(super) table: TableWriter,
    /// Its file name for old clients.
    pub(super) ascii: String,
    /// Its file name.
    pub(super) name: String,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Made").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Made {
    /// Writes the workbook to a file that is not there yet.
    ///
    /// # Errors
    /// The disk's fault, or that the file is there.
    pub fn save(self, path: &std::path::Path) -> Result<(), WriteError> {
        let mut target = File::options().write(true).create_new(true).open(path)?;
        let mut made = self.table.into_file()?;
        std::io::copy(&mut made, &mut target)?;
        Ok(target.sync_all()?)
    }
}

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// Does blocking work on a table away from the workers.
///
/// # Errors
/// `server.storage_full` where the disk is, else an internal problem.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, WriteError> + Send + 'static,
) -> Result<T, Problem> {
    web::block(work).await.map_err(Problem::internal)?.map_err(|error| match &error {
        WriteError::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => {
            Problem::new(Code::ServerStorageFull).because(error)
        }
        _ => StoreError::Other(error.to_string()).into(),
    })
}

/// A table with all its rows.
///
/// # Errors
/// `export.too_large`, or as [`blocking`].
pub(super) async fn table_of<const N: usize>(layout: Layout, rows: Vec<[Value; N]>) -> Result<TableWriter, Problem> {
    if rows.len() > MOST_ROWS {
        return Err(Code::ExportTooLarge.into());
    }
    blocking(move || {
        let mut table = TableWriter::new(&layout)?;
        for row in &rows {
            table.row(row)?;
        }
        Ok(table)
    })
    .await
}

/// Finishes the workbook and answers it as a download.
///
/// # Errors
/// As [`blocking`].
pub(super) async fn download(Made { table, ascii, name }: Made) -> Result<HttpResponse, Problem> {
    let (file, length) = blocking(move || {
        let file = table.into_file()?;
        let length = file.metadata()?.len();
        Ok((file, length))
    })
    .await?;
    let utf8 =
        ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value: name.into_bytes() };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(ascii), DispositionParam::FilenameExt(utf8)],
    };
    Ok(HttpResponse::Ok()
        .content_type(XLSX)
        // A zip archive already; the length lets clients notice a download cut short.
        .insert_header(ContentEncoding::Identity)
        .insert_header(disposition)
        .body(SizedStream::new(length, chunks(file))))
}

fn chunks(file: File) -> impl futures_util::Stream<Item = Result<Bytes, actix_web::Error>> + 'static {
    stream::try_unfold(file, |mut file| async move {
        let read = move || {
            let mut chunk = vec![0; CHUNK];
            let length = file.read(&mut chunk)?;
            chunk.truncate(length);
            Ok::<_, std::io::Error>((chunk, file))
        };
        let (chunk, file) = web::block(read).await??;
        Ok((!chunk.is_empty()).then(|| (Bytes::from(chunk), file)))
    })
}

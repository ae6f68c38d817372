import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import {
  type CheckedEdition,
  editionOfBytes,
  lostReports,
  type SealFault,
  verifySigned,
} from '#core/reports/verify-signed.ts';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { STORE_FILE } from '#storage/open-store.ts';
import { dataFolderOf, fail, flagsOf, fromHere } from './lib/command.ts';

/*
 * Reads only, through a connection of its own that cannot write: it also works while the host runs, and then checks what
 * was committed when it began.
 */
const flags = flagsOf('npm run verify -- [--data DIR] [--pdf FILE]', ['data', 'pdf']);
const folder = dataFolderOf(flags.data);
const file = join(folder, STORE_FILE);

const faults: Record<SealFault, string> = {
  NUMBER_GAP: 'the number before it is missing · 앞 번호가 없습니다',
  EDITION_GAP: 'the edition it corrects is not the one before · 바로 앞 판을 바로잡은 것이 아닙니다',
  CONTENT_CHANGED: 'the content does not have the sealed hash · 내용의 해시가 봉인과 다릅니다',
  CHAIN_ROW_MISSING: 'the activity log lacks the rows it was sealed with · 봉인할 때의 활동 기록이 없습니다',
  CHAIN_ROW_CHANGED:
    'the activity row it was sealed with has another hash · 봉인할 때의 활동 기록이 달라졌습니다',
  SIGNING_ROW_CHANGED: 'the activity row of the signing says something else · 서명한 활동 기록이 다릅니다',
  PDF_CHANGED: 'the PDF does not have the stored hash · PDF의 해시가 다릅니다',
};

function say({ row, pdf, fault }: CheckedEdition): void {
  const name = `${row.year}-${row.no}  ${row.date} edition ${row.edition}`;
  const proof = `content ${row.content_hash}  chain ${row.activity_seq}  pdf ${pdf ?? 'none'}`;
  if (fault === null) console.log(`OK     ${name}  ${proof}`);
  else console.log(`WRONG  ${name}  ${faults[fault]}`);
}

async function verify(): Promise<boolean> {
  const engine = openSqlite({ file, readonly: true });
  try {
    const { db } = engine;
    const { rows } = await sql`select 1 from sqlite_schema where name = 'signed_report'`.execute(db);
    let count = 0;
    if (rows.length > 0) {
      for await (const checked of verifySigned(db)) {
        say(checked);
        if (checked.fault !== null) return false;
        count += 1;
      }
    }
    for await (const { number, words } of lostReports(db, rows.length > 0)) {
      console.log(
        `WRONG  ${number}  ${words}  the log has its signing, but the report is gone · 서명한 기록은 있는데 보고가 없습니다`,
      );
      return false;
    }
    console.log(
      `signed reports: ${count}, all as they were sealed · 서명한 보고 ${count}건, 모두 봉인한 그대로입니다`,
    );
    if (flags.pdf === undefined) return true;
    const edition = rows.length > 0 ? await editionOfBytes(db, readFileSync(fromHere(flags.pdf))) : undefined;
    if (edition === undefined) {
      console.log(`WRONG  ${flags.pdf}  no sealed PDF has these bytes · 봉인한 PDF가 아닙니다`);
      return false;
    }
    const { year, no, date, edition: which } = edition;
    console.log(`OK     ${flags.pdf}  is ${year}-${no}, ${date} edition ${which} · 봉인한 PDF입니다`);
    return true;
  } finally {
    await engine.close();
  }
}

try {
  if (!existsSync(file)) {
    console.error(`데이터 폴더에 저장소가 없습니다. --data 로 폴더를 고르세요. (${folder})`);
    console.error(`There is no store in the data folder. Choose one with --data. (${folder})`);
    process.exit(1);
  }
  if (!(await verify())) process.exitCode = 1;
} catch (error) {
  fail(error);
}

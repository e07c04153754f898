// A zip whose bytes depend on nothing but names and contents: sorted, one fixed time, no owner, no extra fields.

import { execFile } from "node:child_process";
import { crc32, inflateRawSync } from "node:zlib";

/** 1 January 2000, 00:00:00, as MS-DOS writes it. */
const DATE = ((2000 - 1980) << 9) | (1 << 5) | 1;

/** What was packed already: both browsers' zips hold much the same. @type {Map<string, Promise<Buffer>>} */
const known = new Map();

/** @param {Buffer} content @returns {Promise<Buffer>} */
function packed(content) {
  const key = content.toString("latin1");
  if (!known.has(key)) {
    const packing = new Promise((done, failed) => {
      const deflate = execFile("target/tools/deflate", { encoding: "buffer", maxBuffer: content.length + 1024 }, (error, packed) => {
        if (error) return failed(error);
        return inflateRawSync(packed).equals(content) ? done(packed) : failed(new Error("what was packed is not what came out again"));
      });
      deflate.stdin.on("error", failed).end(content);
    });
    known.set(key, packing);
  }
  return known.get(key);
}

/**
 * @param {Map<string, Buffer>} files contents by path
 * @returns {Promise<Buffer>}
 */
export async function zip(files) {
  await Promise.all([...files.values()].map(packed));
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = Buffer.from(name, "utf8");
    const body = await packed(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x0800, 2); // names are UTF-8
    common.writeUInt16LE(8, 4); // deflate
    common.writeUInt16LE(DATE, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), common, path, body);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, path);
    offset += 30 + path.length + body.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

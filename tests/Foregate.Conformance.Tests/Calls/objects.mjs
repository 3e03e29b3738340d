// SPDX-License-Identifier: Apache-2.0
// Puts, gets, lists and deletes objects by the AWS SDK for JavaScript v3, and says what is not as it should be.
//     node objects.mjs MANAGEMENT
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import * as s3 from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const [endpoint] = process.argv.slice(2);
const faults = [];
const check = (name, given, wanted) => JSON.stringify(given) === JSON.stringify(wanted) || faults.push(`${name}: ${JSON.stringify(given)} in place of ${JSON.stringify(wanted)}`);
const code = async (promise) => promise.then(() => "none", (error) => error.name);

const client = new s3.S3Client({ endpoint, maxAttempts: 1, forcePathStyle: true });
const Bucket = "from-node";
await client.send(new s3.CreateBucketCommand({ Bucket }));
await client.send(new s3.PutObjectCommand({ Bucket, Key: "a/b c+\u00fc", Body: "hello", ContentType: "text/plain", Metadata: { who: "me" } }));
const got = await client.send(new s3.GetObjectCommand({ Bucket, Key: "a/b c+\u00fc" }));
check("get", [await got.Body.transformToString(), got.ContentType, got.Metadata], ["hello", "text/plain", { who: "me" }]);
check("no key", await code(client.send(new s3.GetObjectCommand({ Bucket, Key: "none" }))), "NoSuchKey");
check("no bucket", await code(client.send(new s3.ListObjectsV2Command({ Bucket: "nowhere" }))), "NoSuchBucket");

const whole = randomBytes(1 << 20);
for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "SHA1", "SHA256"]) {
  // A stream is sent in chunks, with its checksum behind it.
  await client.send(new s3.PutObjectCommand({ Bucket, Key: ChecksumAlgorithm, Body: Readable.from([whole]), ContentLength: whole.length, ChecksumAlgorithm }));
  const back = await client.send(new s3.GetObjectCommand({ Bucket, Key: ChecksumAlgorithm, ChecksumMode: "ENABLED" }));
  check(ChecksumAlgorithm, Buffer.from(await back.Body.transformToByteArray()).equals(whole), true);
}

const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: "parts" }));
const parts = [];
for (const [index, Body] of [randomBytes(5 << 20), randomBytes(100)].entries()) {
  const { ETag, ChecksumCRC32 } = await client.send(new s3.UploadPartCommand({ Bucket, Key: "parts", UploadId, PartNumber: index + 1, Body }));
  parts.push({ ETag, ChecksumCRC32, PartNumber: index + 1 });
}
await client.send(new s3.CompleteMultipartUploadCommand({ Bucket, Key: "parts", UploadId, MultipartUpload: { Parts: parts } }));
check("parts", (await client.send(new s3.HeadObjectCommand({ Bucket, Key: "parts" }))).ContentLength, (5 << 20) + 100);

const url = await getSignedUrl(client, new s3.GetObjectCommand({ Bucket, Key: "a/b c+\u00fc" }), { expiresIn: 60 });
check("presigned", await (await fetch(url)).text(), "hello");
check("presigned and changed", (await fetch(url.replace("b%20c", "b%20d"))).status, 403);

const listed = await client.send(new s3.ListObjectsV2Command({ Bucket }));
const keys = listed.Contents.map((item) => item.Key);
check("list", keys, ["CRC32", "CRC32C", "SHA1", "SHA256", "a/b c+\u00fc", "parts"]);
await client.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }));
await client.send(new s3.DeleteBucketCommand({ Bucket }));

for (const fault of faults) console.log(fault);
console.log(`${faults.length} faults`);

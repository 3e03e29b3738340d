// A DynamoDB, a Kinesis and an S3 that others wrote, in memory and in the folder of the first argument. Says where they are, and ends with its input.
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const listening = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
};
const S3rver = require('s3rver');
const objects = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: process.argv[2], configureBuckets: [{ name: 'pictures', configs: [] }] });
console.log(JSON.stringify({
  DYNAMODB: await listening(require('dynalite')({ createTableMs: 0 })),
  KINESIS: await listening(require('kinesalite')({ createStreamMs: 0 })),
  S3: (await objects.run()).port,
}));
process.stdin.resume().on('end', () => process.exit(0));

// SPDX-License-Identifier: Apache-2.0
namespace Foregate;

/// <summary>Every failure the program itself reports. Faults of a document carry their own place and text under two codes.</summary>
internal static class Failures
{
    /// <summary>The code of a fault in a document.</summary>
    public const string DocumentFault = "FG202";

    /// <summary>The code of a definition that does not compile.</summary>
    public const string CompilationFault = "FG203";

    public static Failure Usage(string cause) =>
        new("FG101", ExitCodes.Usage, cause, "See foregate --help.");

    public static Failure Listener(string fault) =>
        new("FG102", ExitCodes.Usage, "A listener is not understood.", fault);

    public static Failure Account(string account) =>
        new("FG103", ExitCodes.Usage, $"\"{account}\" is no account id.", "Give twelve digits, for example 000000000000.");

    public static Failure Region(string region) =>
        new("FG104", ExitCodes.Usage, $"\"{region}\" is no region name.", "Give lower-case letters, digits and hyphens, for example us-east-1.");

    public static Failure Upstream(string url) =>
        new("FG105", ExitCodes.Usage, $"\"{url}\" is no back end.", "Give an http:// or https:// URL without user, query and fragment, for example http://127.0.0.1:9000.");

    public static Failure TrustedProxy(string text) =>
        new("FG106", ExitCodes.Usage, $"\"{text}\" is neither an address nor a network.", "Give an address or CIDR, for example 10.0.0.0/8 or ::1.");

    public static Failure CallerLimit(string text) =>
        new("FG127", ExitCodes.Usage, $"\"{text}\" is no limit of callers.", "Give source-address=RATE:BURST or header:NAME=RATE:BURST, each WHAT once, for example source-address=10:20.");

    public static Failure CertificateKeyAlone() =>
        new("FG107", ExitCodes.Usage, "A certificate key was given without a certificate.", "Give --certificate as well.");

    public static Failure Drain(string seconds) =>
        new("FG108", ExitCodes.Usage, $"\"{seconds}\" is no drain window.", "Give seconds between 0 and 3600.");

    public static Failure MaxObject(string size) =>
        new("FG121", ExitCodes.Usage, $"\"{size}\" is no size of an object.", "Give MiB between 1 and 5120.");

    public static Failure CacheMemory(string size) =>
        new("FG126", ExitCodes.Usage, $"\"{size}\" is no size of a cache.", "Give MiB between 1 and 262144.");

    public static Failure StageName(string name) =>
        new("FG109", ExitCodes.Usage, $"\"{name}\" is no stage name.", "Give $default (HTTP APIs), or 1 to 128 letters, digits, hyphens and underscores.");

    public static Failure ManagementUrl(string url) =>
        new("FG110", ExitCodes.Usage, $"\"{url}\" is no management address.", "Give the URL that serve printed, for example http://127.0.0.1:4566.");

    public static Failure ManagementTls(string url) =>
        new("FG111", ExitCodes.Usage, $"The management listener {url} would speak TLS, which it does not.", "Give an http:// address on loopback, or unix:/PATH.");

    public static Failure SameAddress(string one, string other) =>
        new("FG112", ExitCodes.Usage, $"{one} and {other} cannot both be listened on.", "Give each --listen and --management a port of its own.");

    public static Failure CertificateUnused() =>
        new("FG113", ExitCodes.Usage, "A certificate was given, and no listener speaks TLS.", "Give --listen https://ADDRESS:PORT as well.");

    public static Failure LambdaEndpoint(string url) =>
        new("FG114", ExitCodes.Usage, $"AWS_ENDPOINT_URL_LAMBDA is \"{url}\", which is no endpoint.", "Set it to http:// or https://, a host and a port, for example http://127.0.0.1:3001, or unset it.");

    public static Failure LambdaCredentials(string url) =>
        new("FG115", ExitCodes.Usage, $"Functions are to be invoked at {url}, and nobody signs the requests.", "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or unset AWS_ENDPOINT_URL_LAMBDA.");

    public static Failure ServiceEndpoint(string variable, string url) =>
        new("FG123", ExitCodes.Usage, $"{variable} is \"{url}\", which is no endpoint.", "Set it to http:// or https://, a host and a port, for example http://127.0.0.1:5000, or unset it.");

    public static Failure RoleProfile(string text, string why) =>
        new("FG124", ExitCodes.Usage, $"--role-profile {text} cannot be used: {why}.", "Give the ARN of a role, or *, and a profile of AWS's credentials file, or environment: --role-profile 'arn:aws:iam::000000000000:role/api=default'.");

    public static Failure VpcLink(string text) =>
        new("FG125", ExitCodes.Usage, $"\"{text}\" names no targets of a VPC link.", "Give the id of the link or the ARN of its load balancer, each once, and addresses: --vpc-link abc123=10.0.0.5:8080,10.0.0.6:8080.");

    public static Failure Parameter(string text) =>
        new("FG116", ExitCodes.Usage, $"\"{text}\" is no parameter of a template.", "Give NAME=VALUE, each name once.");

    public static Failure RemoteFunction(string name) =>
        new("FG118", ExitCodes.Usage, $"{name} is to be run by a Lambda endpoint, and there is none.", "Set AWS_ENDPOINT_URL_LAMBDA and credentials, or leave --remote-function out.");

    public static Failure Event(string file, string why) =>
        new("FG117", ExitCodes.Usage, $"The event {file} cannot be used: {why.TrimEnd('.')}.", "Give a file that holds one JSON document, or - for standard input.");

    public static Failure Pair(string option, string text) =>
        new("FG122", ExitCodes.Usage, $"{option} \"{text}\" is not understood.", "Give NAME=VALUE, each name once.");

    public static Failure TemplateFile(string why) =>
        new("FG204", ExitCodes.Refused, $"A file cannot be read: {why.TrimEnd('.')}.", "Name a mapping template, and with --input a body, that this user may read.");

    public static Failure Template(string file, string why) =>
        new("FG205", ExitCodes.Refused, $"{file}: {why.TrimEnd('.')}.", "See docs/reference/velocity.md for what templates may say.");

    public static Failure NoDocument(string option) =>
        new("FG119", ExitCodes.Usage, $"{option} is about a document, and none was named.", "Name the FILE, or leave the option out.");

    public static Failure Unreadable(string file, string why) =>
        new("FG201", ExitCodes.Refused, $"{file} cannot be read: {why.TrimEnd('.')}.", "Name an OpenAPI document or a template (.yaml, .yml or .json) that this user may read.");

    public static Failure NotBound(string address, string why) =>
        new("FG301", ExitCodes.Unavailable, $"{address} cannot be listened on: {why.TrimEnd('.')}.", "Stop what listens there, or choose another address with --listen or --management; port 0 takes a free one.");

    public static Failure Certificate(string file, string why) =>
        new("FG302", ExitCodes.Unavailable, $"The certificate {file} cannot be used: {why.TrimEnd('.')}.", "Give a PEM file with its key (--certificate-key), or a .pfx file.");

    public static Failure AccessLog(string file, string why) =>
        new("FG303", ExitCodes.Unavailable, $"The access log {file} cannot be written: {why.TrimEnd('.')}.", "Give a file in a folder that this user may write, - for standard output, or off.");

    public static Failure ExecutionLog(string file, string why) =>
        new("FG310", ExitCodes.Unavailable, $"The execution log {file} cannot be written: {why.TrimEnd('.')}.", "Give a file in a folder that this user may write, - for standard output, or off.");

    public static Failure FunctionLog(string file, string why) =>
        new("FG305", ExitCodes.Unavailable, $"The function log {file} cannot be written: {why.TrimEnd('.')}.", "Give a file in a folder that this user may write, - for standard error, or off.");

    public static Failure DataDirectory(string directory, string why) =>
        new("FG304", ExitCodes.Unavailable, $"The data directory {directory} cannot be used: {why.TrimEnd('.')}.", "Give --data DIR with a folder that this user may write.");

    public static Failure Store(string directory, string why) =>
        new("FG306", ExitCodes.Unavailable, $"The store in {directory} cannot be used: {why.TrimEnd('.')}.", "See docs/reference/store.md for what can happen to a store.");

    public static Failure Backup(string file, string why) =>
        new("FG307", ExitCodes.Unavailable, $"The backup {file} was not made: {why.TrimEnd('.')}.", "Mend that and try again; nothing else was touched.");

    public static Failure Restore(string file, string why) =>
        new("FG308", ExitCodes.Unavailable, $"The backup {file} was not restored: {why.TrimEnd('.')}.", "Mend that and try again; the directory has no store from it.");

    public static Failure Unstored(string file, string why) =>
        new("FG309", ExitCodes.Unavailable, $"What {file} says could not be stored: {why.TrimEnd('.')}.", "Mend that, and save the document or send SIGHUP.");

    public static Failure NoManagement(string url, string why) =>
        new("FG401", ExitCodes.Failed, $"No gateway answers at {url}: {why.TrimEnd('.')}.", "Start one with foregate serve, or name its management address with --management.");

    public static Failure NoDecision(string requestId) =>
        new("FG402", ExitCodes.Failed, $"The gateway remembers no request {requestId}.", "Take the id from x-amzn-RequestId or apigw-requestid; only the latest requests are remembered.");

    public static Failure NoFunction(string function) =>
        new("FG403", ExitCodes.Failed, $"The gateway has no function {function}.", "Give the name that serve printed; a template's function is called STACK-LOGICALID unless it has a FunctionName.");

    public static Failure FunctionError(string function) =>
        new("FG404", ExitCodes.Failed, $"The function {function} failed.", "Its error is printed above; foregate logs shows what it wrote.");

    public static Failure NotInvoked(string function, string why) =>
        new("FG405", ExitCodes.Failed, $"The function {function} was not run to its end: {why.TrimEnd('.')}.", "See foregate logs, mend it, and try again.");

    public static Failure Refused(string told) =>
        new("FG406", ExitCodes.Failed, $"The gateway refused: {told.TrimEnd('.')}.", "See docs/reference/management-api.md; credentials and region are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION.");

    public static Failure NoApi(string given) =>
        new("FG407", ExitCodes.Failed, $"There is no API with the id or the name \"{given}\".", "foregate get apis lists them; --region and AWS_ACCESS_KEY_ID say whose.");

    public static Failure ManyApis(string given, string ids) =>
        new("FG408", ExitCodes.Failed, $"There are several APIs with the name \"{given}\".", $"Give the id of one: {ids}.");

    public static Failure AuditBroken(string place) =>
        new("FG409", ExitCodes.Failed, $"The audit log is not as it was written: {place.TrimEnd('.')}.", "Keep the directory as it is, and find out who could write there.");

    public static Failure NoAudit(string directory) =>
        new("FG410", ExitCodes.Failed, $"There is no audit log in {directory}.", "Give --data DIR with the data directory of a gateway that was called.");

    public static Failure NotPlanned(string stack, string why) =>
        new("FG411", ExitCodes.Failed, $"The stack {stack} cannot become what the template says: {why.TrimEnd('.')}.", "Mend the template, or give the parameters that it wants; nothing was changed.");

    public static Failure NotDeployed(string stack, string status, string why) =>
        new("FG412", ExitCodes.Failed, $"The stack {stack} ended as {status}: {why.TrimEnd('.')}.", "What was there before is still served; mend that and deploy again.");

    public static Failure NotExplained(string why) =>
        new("FG414", ExitCodes.Failed, $"The request is not explained: {why.TrimEnd('.')}.", "Give the path as it is sent, beginning with a slash, and headers as NAME: VALUE; ask on the gateway's own machine.");

    public static Failure NoStack(string stack) =>
        new("FG413", ExitCodes.Failed, $"There is no stack {stack}.", "aws cloudformation list-stacks lists them; --region and AWS_ACCESS_KEY_ID say whose.");

    public static Failure Assembly(string folder, string why) =>
        new("FG414", ExitCodes.Refused, $"{folder} cannot be deployed: {why.TrimEnd('.')}.", "Give a template, or the folder that cdk synth wrote (cdk.out).");

    public static Failure NotAgreed(string what) =>
        new("FG415", ExitCodes.Usage, $"{what} was not agreed to.", "Answer y, or give --yes.");

    public static Failure Tag(string text) =>
        new("FG120", ExitCodes.Usage, $"\"{text}\" is no tag.", "Give KEY=VALUE, each key once.");

    public static Failure Unexpected(string what) =>
        new("FG901", ExitCodes.Failed, $"Foregate failed: {what.TrimEnd('.')}.", "This is a bug: please report it with the command line and the document.");
}

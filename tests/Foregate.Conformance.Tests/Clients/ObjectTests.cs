// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>AWS's own clients put artifacts into S3 and take them out again, in all the ways in which they send and check bytes.</summary>
public sealed class ObjectTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private AwsAccount _account = null!;

    [Fact]
    public async Task The_AWS_CLI_keeps_folders_in_a_bucket()
    {
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
        var bytes = new byte[30 << 20];
        new Random(7).NextBytes(bytes);
        await File.WriteAllBytesAsync(Path.Combine(_account.Folder, "large.bin"), bytes, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_account.Folder, "tree", "below"));
        await File.WriteAllTextAsync(Path.Combine(_account.Folder, "tree", "one.txt"), "one", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_account.Folder, "tree", "below", "zwei +\u00fc.txt"), "two", TestContext.Current.CancellationToken);
        await AwsAsync("s3 mb s3://artifacts");
        await AwsAsync("s3 cp --no-progress large.bin s3://artifacts/large.bin");
        await AwsAsync("s3 sync --no-progress tree s3://artifacts/tree");
        Assert.Equal("3", await AwsAsync("s3api list-objects-v2 --bucket artifacts --query length(Contents)"));
        Assert.Empty(await AwsAsync("s3 sync --no-progress tree s3://artifacts/tree"));
        await AwsAsync("s3 cp --no-progress s3://artifacts/large.bin back.bin");
        Assert.True((await File.ReadAllBytesAsync(Path.Combine(_account.Folder, "back.bin"), TestContext.Current.CancellationToken)).AsSpan().SequenceEqual(bytes));
        await AwsAsync("s3 sync --no-progress s3://artifacts/tree again");
        Assert.Equal("two", await File.ReadAllTextAsync(Path.Combine(_account.Folder, "again", "below", "zwei +\u00fc.txt"), TestContext.Current.CancellationToken));
        Assert.Contains("(BucketNotEmpty)", (await _account.AwsAsync("s3 rb s3://artifacts", [])).Error, StringComparison.Ordinal);
        await AwsAsync("s3 rm --recursive s3://artifacts/tree");
        Assert.Equal("large.bin", await AwsAsync("s3api list-objects-v2 --bucket artifacts --query Contents[].Key --output text"));
        await AwsAsync("s3 rb --force s3://artifacts");
        Assert.Contains("(NoSuchBucket)", (await _account.AwsAsync("s3 ls s3://artifacts", [])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_AWS_CLI_makes_a_function_of_an_archive_in_S3()
    {
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
        _account.Copy("function.mjs");
        _account.Pack("function.mjs", "function.zip");
        await AwsAsync("s3 mb s3://artifacts");
        await AwsAsync("s3 cp --no-progress function.zip s3://artifacts/code/function.zip");
        await AwsAsync("lambda create-function --function-name pets --runtime nodejs22.x --handler function.handler --role arn:aws:iam::000000000000:role/pets --code S3Bucket=artifacts,S3Key=code/function.zip");
        Assert.Equal("200", await AwsAsync("lambda invoke --function-name pets --query StatusCode --output text out.json"));
        Assert.Contains("\"statusCode\":200", await File.ReadAllTextAsync(Path.Combine(_account.Folder, "out.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await AwsAsync("lambda update-function-code --function-name pets --s3-bucket artifacts --s3-key code/function.zip");
        Assert.Contains("S3 Error Code: NoSuchKey", (await _account.AwsAsync("lambda update-function-code --function-name pets --s3-bucket artifacts --s3-key none", [])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_AWS_CLI_says_what_buckets_are_like()
    {
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
        await AwsAsync("s3 mb s3://artifacts");
        await AwsAsync("s3api put-bucket-versioning --bucket artifacts --versioning-configuration Status=Enabled");
        Assert.Equal("Enabled", await AwsAsync("s3api get-bucket-versioning --bucket artifacts --query Status --output text"));
        await AwsAsync("s3api put-bucket-encryption --bucket artifacts --server-side-encryption-configuration", """{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"}}]}""");
        Assert.Equal("aws:kms", await AwsAsync("s3api get-bucket-encryption --bucket artifacts --query ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm --output text"));
        await AwsAsync("s3api put-public-access-block --bucket artifacts --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=false,BlockPublicPolicy=true,RestrictPublicBuckets=true");
        Assert.Equal("False", await AwsAsync("s3api get-public-access-block --bucket artifacts --query PublicAccessBlockConfiguration.IgnorePublicAcls --output text"));
        await AwsAsync("s3api put-bucket-policy --bucket artifacts --policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""");
        Assert.Contains("SecureTransport", await AwsAsync("s3api get-bucket-policy --bucket artifacts --query Policy --output text"), StringComparison.Ordinal);
        await AwsAsync("s3api put-bucket-tagging --bucket artifacts --tagging TagSet=[{Key=team,Value=pets}]");
        Assert.Equal("pets", await AwsAsync("s3api get-bucket-tagging --bucket artifacts --query TagSet[0].Value --output text"));
        await AwsAsync("s3api put-bucket-lifecycle-configuration --bucket artifacts --lifecycle-configuration", """{"Rules":[{"ID":"a","Status":"Enabled","Filter":{},"NoncurrentVersionExpiration":{"NoncurrentDays":30}}]}""");
        Assert.Equal("30", await AwsAsync("s3api get-bucket-lifecycle-configuration --bucket artifacts --query Rules[0].NoncurrentVersionExpiration.NoncurrentDays --output text"));
        Assert.Contains("(NotImplemented)", (await _account.AwsAsync("s3api put-bucket-cors --bucket artifacts --cors-configuration", ["""{"CORSRules":[{"AllowedMethods":["GET"],"AllowedOrigins":["*"]}]}"""])).Error, StringComparison.Ordinal);
        Assert.Equal("None", await AwsAsync("s3api get-bucket-location --bucket artifacts --query LocationConstraint --output text"));
    }

    [Fact]
    public async Task Boto3_puts_and_gets_objects()
    {
        var python = Tool.Named("python3");
        Assert.SkipUnless((await python.RunAsync(["-c", "import boto3"])).Code == 0, "There is no boto3.");
        _account = await AwsAccount.ServeAsync();
        var said = await python.RunAsync([_account.Copy("objects.py"), _account.Management], environment: _account.Environment, folder: _account.Folder, patience: s_patience);
        Assert.Equal("0 faults", said.Succeeded().Text.Trim());
    }

    [Fact]
    public async Task The_JavaScript_SDK_puts_and_gets_objects()
    {
        var (node, npm) = (Tool.Named("node"), Tool.Named("npm"));
        _account = await AwsAccount.ServeAsync();
        _account.Copy("package.json");
        var installed = await npm.RunAsync(["install", "--no-audit", "--no-fund", "--loglevel=error"], folder: _account.Folder, patience: s_patience, isOnline: true);
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install the SDK: {installed.Error}");
        var said = await node.RunAsync([_account.Copy("objects.mjs"), _account.Management], environment: _account.Environment, folder: _account.Folder, patience: s_patience);
        Assert.Equal("0 faults", said.Succeeded().Text.Trim());
    }

    public ValueTask DisposeAsync() => _account?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<string> AwsAsync(string command, params string[] last) => (await _account.AwsAsync(command, last)).Succeeded().Text.Trim();
}

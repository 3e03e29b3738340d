// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class FunctionsTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    [Fact]
    public void A_function_tells_of_itself_as_Lambda_does()
    {
        var zip = Zips.Of("one");
        var request = Zips.Request() with
        {
            Role = "arn:aws:iam::123456789012:role/r",
            Description = "pets",
            Architectures = ["arm64"],
            Environment = Ground.Map(("STAGE", "1")),
            Tags = Ground.Map(("team", "pets")),
        };
        var made = Functions.CreateFunction(Ground.Empty, request, Zips.Context).Done(out var account);
        Assert.Equal(
            new FunctionConfiguration
            {
                FunctionName = "f",
                FunctionArn = Arn,
                Runtime = "nodejs22.x",
                Role = "arn:aws:iam::123456789012:role/r",
                Handler = "index.handler",
                CodeSize = zip.Length,
                Description = "pets",
                Timeout = 3,
                MemorySize = 128,
                LastModified = "2026-01-02T03:04:05.000+0000",
                CodeSha256 = Convert.ToBase64String(SHA256.HashData(zip)),
                Version = "$LATEST",
                Environment = request.Environment,
                RevisionId = made.RevisionId,
                Architectures = made.Architectures,
            },
            made);
        Assert.Equal(["arm64"], made.Architectures);
        Assert.True(Guid.TryParseExact(made.RevisionId, "D", out _));
        Assert.Equal(("Active", "Successful", "Zip"), (made.State, made.LastUpdateStatus, made.PackageType));
        var got = Functions.GetFunction(account, Arn).Done();
        Assert.Equal(("file", new Uri(account.F().Code.ZipPath!).AbsoluteUri, "pets"), (got.Code.RepositoryType, got.Code.Location, got.Tags!["team"]));
        Assert.Equal($"{Arn}:$LATEST", Functions.GetFunctionConfiguration(account, "f", "$LATEST").Done().FunctionArn);
    }

    [Fact]
    public void A_function_is_made_once_changed_and_deleted()
    {
        var account = Zips.Account();
        Functions.CreateFunction(account, Zips.Request(), Zips.Context).Refused(409, "Function already exist: f");
        var before = account.F().RevisionId;
        var changed = Functions.UpdateFunctionConfiguration(account, "f", new Functions.UpdateFunctionConfigurationRequest { Timeout = 10, RevisionId = before }, Zips.Context).Done(out account);
        Assert.Equal((10, "index.handler"), (changed.Timeout, changed.Handler));
        Assert.NotEqual(before, changed.RevisionId);
        Functions.UpdateFunctionConfiguration(account, "f", new Functions.UpdateFunctionConfigurationRequest { Timeout = 11, RevisionId = before }, Zips.Context).Refused(
            412, "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        Functions.DeleteFunction(account, "f").Done(out account);
        Functions.GetFunction(account, "f").Refused(404, $"Function not found: {Arn}");
    }

    [Fact]
    public void New_code_has_a_new_hash_and_a_dry_run_keeps_nothing()
    {
        var account = Zips.Account();
        var before = account.F();
        var kept = 0;
        var counting = Zips.Context with { KeepCode = zip => $"/kept/{++kept}.zip" };
        var dry = Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("two"), DryRun = true }, counting).Done(out var same);
        Assert.NotEqual(before.CodeSha256, dry.CodeSha256);
        Assert.Equal((0, before), (kept, same.F()));
        var changed = Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("two") }, counting).Done(out account);
        Assert.Equal((1, "/kept/1.zip", dry.CodeSha256), (kept, account.F().Code.ZipPath, changed.CodeSha256));
        Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { Code = new FunctionCode { Folder = "/code" } }, counting).Done(out account);
        Assert.Equal((null, 0), (account.F().CodeSha256, account.F().CodeSize));
    }

    [Fact]
    public void What_is_refused_is_not_kept()
    {
        var counting = Zips.Context with { KeepCode = static _ => throw new InvalidOperationException("kept") };
        Assert.Equal(400, Functions.CreateFunction(Ground.Empty, Zips.Request() with { Timeout = 901 }, counting).Error!.StatusCode);
        Assert.Equal(400, Functions.CreateFunction(Ground.Empty, Zips.Request() with { Architectures = ["mips"] }, counting).Error!.StatusCode);
        Assert.Equal(400, Functions.CreateFunction(Ground.Empty, Zips.Request() with { Role = "admin" }, counting).Error!.StatusCode);
        Functions.CreateFunction(Ground.Empty, Zips.Request() with { ZipFile = "PK"u8.ToArray() }, counting).Refused(
            400, "Could not unzip uploaded file. Please check your file, then try to upload again.");
        Functions.CreateFunction(Ground.Empty, Zips.Request() with { Code = new FunctionCode { Folder = "/code" } }, counting).Refused(
            400, "Please do not provide other FunctionCode parameters when providing a ZipFile.");
        Functions.CreateFunction(Ground.Empty, Zips.Request() with { PackageType = "Image" }, counting).Refused(
            400, "Foregate cannot do this yet: functions whose code is a container image (PackageType Image).");
        Functions.CreateFunction(Ground.Empty, Zips.Request(), Ground.Context).Refused(400, "Foregate cannot do this yet: keep a function's zip archive without a data directory.");
        Functions.CreateFunction(Ground.Empty, Zips.Request() with { ZipFile = null }, Zips.Context).Refused(400, "Please provide a source for function code.");
    }

    [Fact]
    public void Lists_come_in_pages()
    {
        var account = Ground.Empty;
        foreach (var number in Enumerable.Range(1, 60))
        {
            Functions.CreateFunction(account, Zips.Request($"f{number}") with { Publish = number == 1 }, Zips.Context).Done(out account);
        }

        var names = new List<string>();
        string? marker = null;
        do
        {
            var page = Functions.ListFunctions(account, new Functions.ListFunctionsRequest(Marker: marker, MaxItems: 25)).Done();
            names.AddRange(page.Items.Select(item => item.FunctionName));
            marker = page.Next;
        }
        while (marker is not null);
        Assert.Equal(account.Functions.Keys, names);
        var all = Functions.ListFunctions(account, new Functions.ListFunctionsRequest("ALL")).Done();
        Assert.Equal((50, "$LATEST", "1"), (all.Items.Count, all.Items[0].Version, all.Items[1].Version));
        Assert.NotNull(all.Next);
        Assert.Equal(400, Functions.ListFunctions(account, new Functions.ListFunctionsRequest(MaxItems: 0)).Error!.StatusCode);
    }
}

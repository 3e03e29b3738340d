// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Operations.Ssm;

public sealed class ParametersTests
{
    private static readonly Account s_account = new() { AccountId = "123456789012", Region = "us-east-1" };

    private static readonly OperationContext s_context = new() { Now = DateTimeOffset.UnixEpoch, FillRandom = static _ => { } };

    [Fact]
    public void Versions_count_up_and_what_is_not_said_stays()
    {
        var account = Put(s_account, new() { Name = "/a", Value = "1", Type = "String", Description = "d", Tags = OrdinalMap.Empty<string>().Add("t", "1") });
        Assert.Equal("ParameterAlreadyExists", Parameters.PutParameter(account, new() { Name = "/a", Value = "2" }, s_context).Error!.Code);
        account = Put(account, new() { Name = "/a", Value = "2", Overwrite = true });
        Assert.Null(Parameters.TryFind(account, "/a", out var found));
        Assert.Equal((2, "2", "d", "String", "1"), (found!.Version, found.Value, found.Description, found.Type, found.Tags["t"]));
        Assert.Null(Parameters.TryFind(account, "/a:2", out _));
        Assert.Equal("ParameterVersionNotFound", Parameters.TryFind(account, "/a:1", out _)!.Code);
        Assert.Null(Parameters.TryFind(account, "arn:aws:ssm:us-east-1:123456789012:parameter/a", out _));
        Assert.Equal("ParameterNotFound", Parameters.TryFind(account, "/b", out _)!.Code);
    }

    [Fact]
    public void CDKs_bootstrap_version_is_known_until_somebody_puts_one()
    {
        Assert.Null(Parameters.TryFind(s_account, "/cdk-bootstrap/hnb659fds/version", out var known));
        Assert.True(int.Parse(known!.Value, System.Globalization.CultureInfo.InvariantCulture) >= 21);
        Assert.Equal("ParameterNotFound", Parameters.TryFind(s_account, "/cdk-bootstrap/hnb659fds/other", out _)!.Code);
        var account = Put(s_account, new() { Name = "/cdk-bootstrap/hnb659fds/version", Value = "6", Type = "String" });
        Parameters.TryFind(account, "/cdk-bootstrap/hnb659fds/version", out known);
        Assert.Equal("6", known!.Value);
    }

    [Theory]
    [InlineData("a/b", "v", "String", null, "ValidationException")]
    [InlineData("/aws/x", "v", "String", null, "ValidationException")]
    [InlineData("ssm-x", "v", "String", null, "ValidationException")]
    [InlineData("a b", "v", "String", null, "ValidationException")]
    [InlineData("/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", "v", "String", null, "HierarchyLevelLimitExceededException")]
    [InlineData("a", "v", null, null, "ValidationException")]
    [InlineData("a", "", "String", null, "ValidationException")]
    [InlineData("a", "v", "String", @"^\d+$", "ParameterPatternMismatchException")]
    [InlineData("a", "v", "String", "(", "InvalidAllowedPatternException")]
    public void What_is_not_right_is_refused(string name, string value, string? type, string? pattern, string code) =>
        Assert.Equal(code, Parameters.PutParameter(s_account, new() { Name = name, Value = value, Type = type, AllowedPattern = pattern }, s_context).Error!.Code);

    [Fact]
    public void A_long_value_needs_another_tier()
    {
        var long1 = new string('a', 4097);
        Assert.Equal("ValidationException", Parameters.PutParameter(s_account, new() { Name = "a", Value = long1, Type = "String" }, s_context).Error!.Code);
        Put(s_account, new() { Name = "a", Value = long1, Type = "String", Tier = "Advanced" });
    }

    [Fact]
    public void A_secure_string_stays_one()
    {
        var account = Put(s_account, new() { Name = "a", Value = "v", Type = "SecureString" });
        Assert.Equal("alias/aws/ssm", account.Parameters["a"].KeyId);
        Assert.Equal("HierarchyTypeMismatchException", Parameters.PutParameter(account, new() { Name = "a", Value = "v", Type = "String", Overwrite = true }, s_context).Error!.Code);
    }

    [Fact]
    public void A_path_has_levels()
    {
        var account = s_account;
        foreach (var name in (string[])["/a/b", "/a/b/c", "/ab", "/a"])
        {
            account = Put(account, new() { Name = name, Value = "v", Type = "String" });
        }

        Assert.Equal(["/a/b"], Parameters.Below(account, "/a", isRecursive: false).Select(static parameter => parameter.Name));
        Assert.Equal(["/a/b", "/a/b/c"], Parameters.Below(account, "/a/", isRecursive: true).Select(static parameter => parameter.Name));
        Assert.Equal("ParameterNotFound", Parameters.DeleteParameter(account, "/x").Error!.Code);
        Assert.Equal(3, Parameters.DeleteParameter(account, "/a").Account!.Parameters.Count);
    }

    private static Account Put(Account account, Parameters.PutParameterRequest request)
    {
        var result = Parameters.PutParameter(account, request, s_context);
        Assert.Null(result.Error);
        return result.Account!;
    }
}

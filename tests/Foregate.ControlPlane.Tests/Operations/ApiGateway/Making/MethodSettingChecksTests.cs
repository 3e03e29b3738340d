// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Making;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Making;

public sealed class MethodSettingChecksTests
{
    [Theory]
    [InlineData("WARN", null, null, "Invalid logging level specified: WARN. Must be one of: [OFF, ERROR, INFO]")]
    [InlineData("INFO", null, null, "CloudWatch Logs role ARN must be set in account settings to enable logging")]
    [InlineData("OFF", 3600, "FAIL_WITH_403", null)]
    [InlineData(null, 3601, null, "Invalid cache TTL specified: 3601. Must be between 0 and 3600 seconds")]
    [InlineData(null, null, "FAIL", "Invalid unauthorized cache control header strategy specified: FAIL. Must be one of: [FAIL_WITH_403, SUCCEED_WITH_RESPONSE_HEADER, SUCCEED_WITHOUT_RESPONSE_HEADER]")]
    public void Holds_each_setting_against_what_AWS_takes(string? level, int? ttl, string? strategy, string? error) => Assert.Equal(error, MethodSettingChecks.Check(
        Ground.Empty, "*/*", new MethodSetting { LoggingLevel = level, CacheTtlInSeconds = ttl, UnauthorizedCacheControlHeaderStrategy = strategy })?.Message);

    [Fact]
    public void Logs_once_the_account_has_a_role() => Assert.Null(MethodSettingChecks.Check(
        Ground.Empty with { Settings = new AccountSettings { CloudwatchRoleArn = "arn:aws:iam::123456789012:role/logs" } }, "pets/GET", new MethodSetting { LoggingLevel = "INFO" }));

    [Theory]
    [InlineData(-1.0, -1, null)]
    [InlineData(-1.0, 5, null)]
    [InlineData(-2.0, -1, "Throttling limits must be non-negative numbers")]
    [InlineData(-1.0, -2, "Throttling limits must be non-negative numbers")]
    public void Takes_minus_one_for_no_limit(double rate, int burst, string? error) =>
        Assert.Equal(error, MethodSettingChecks.Check(Ground.Empty, "*/*", new MethodSetting { ThrottlingRateLimit = rate, ThrottlingBurstLimit = burst })?.Message);
}

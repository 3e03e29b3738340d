// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class StageSettingsTests
{
    [Theory]
    [InlineData("prod", true)]
    [InlineData("A-b_9", true)]
    [InlineData("", false)]
    [InlineData("a.b", false)]
    [InlineData("$default", false)]
    [InlineData("prod\n", false)]
    public void Checks_names(string name, bool isValid) => Assert.Equal(isValid, StageSettings.CheckName(name) is null);

    [Fact]
    public void Takes_names_of_up_to_128_characters()
    {
        Assert.Null(StageSettings.CheckName(new string('a', 128)));
        Assert.NotNull(StageSettings.CheckName(new string('a', 129)));
    }

    [Theory]
    [InlineData("key", "value-._~:/?#&=,", true)]
    [InlineData("k-y", "value", false)]
    [InlineData("key", "with space", false)]
    [InlineData("key", "", false)]
    public void Checks_variables(string key, string value, bool isValid) =>
        Assert.Equal(isValid, StageSettings.CheckVariables(Ground.Map((key, value)), Quotas.Default, 512, anyValue: false) is null);

    [Fact]
    public void Keeps_the_quotas_of_variables()
    {
        Assert.NotNull(StageSettings.CheckVariables(Ground.Map((new string('k', 65), "v")), Quotas.Default, 512, anyValue: false));
        Assert.NotNull(StageSettings.CheckVariables(Ground.Map(("k", new string('v', 513))), Quotas.Default, 512, anyValue: false));
        Assert.NotNull(StageSettings.CheckVariableCount(101, Quotas.Default));
        Assert.Null(StageSettings.CheckVariableCount(101, Quotas.Default with { StageVariables = 101 }));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("$context.requestId", true)]
    [InlineData("{\"id\":\"$context.extendedRequestId\"}\n", true)]
    [InlineData("$context.status", false)]
    [InlineData("$context.requestIds", false)]
    [InlineData("$context.requestId\n$context.status", false)]
    public void Checks_access_log_formats(string? format, bool isValid) =>
        Assert.Equal(isValid, StageSettings.CheckAccessLogFormat(format, Quotas.Default) is null);

    [Theory]
    [InlineData(0.0, 0, true)]
    [InlineData(null, null, true)]
    [InlineData(-1.0, 1, false)]
    [InlineData(1.0, -1, false)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(double.PositiveInfinity, 1, false)]
    public void Checks_limits(double? rate, int? burst, bool isValid) => Assert.Equal(isValid, StageSettings.CheckThrottle(rate, burst) is null);
}

// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Updates;

public sealed class UsagePlanPatchesTests
{
    private static readonly WireValue Plan = WireValue.Structure(("id", "p"), ("apiStages", WireValue.List([WireValue.Structure(("apiId", "a"), ("stage", "dev"))])));

    [Fact]
    public void Limits_come_and_go()
    {
        Assert.Equal(
            "{id=p, apiStages=[{apiId=a, stage=dev}], throttle={burstLimit=100, rateLimit=200}, quota={period=MONTH, limit=5000}}",
            Apply(new("replace", "/throttle/burstLimit", "100"), new("add", "/throttle/rateLimit", "200"), new("replace", "/quota/period", "MONTH"), new("replace", "/quota/limit", "5000")).Value);
        Assert.Equal("{id=p, apiStages=[{apiId=a, stage=dev}]}", Apply(new("add", "/throttle/rateLimit", "1"), new("remove", "/throttle")).Value);
    }

    [Fact]
    public void Stages_come_and_go()
    {
        Assert.Equal("{id=p, apiStages=[{apiId=a, stage=dev}, {apiId=b, stage=x}]}", Apply(new("add", "/apiStages", "b:x"), new("add", "/apiStages", "b:x")).Value);
        Assert.Equal("{id=p, apiStages=[]}", Apply(new PatchOperation("remove", "/apiStages", "a:dev")).Value);
    }

    [Fact]
    public void Methods_of_a_stage_have_limits_of_their_own()
    {
        Assert.Equal(
            "{id=p, apiStages=[{apiId=a, stage=dev, throttle={/pets/{id}/GET={rateLimit=1.5, burstLimit=2}, /GET={rateLimit=3}}}]}",
            Apply(
                new("add", "/apiStages/a:dev/throttle/~1pets~1{id}/GET/rateLimit", "1.5"), new("replace", "/apiStages/a:dev/throttle/pets/{id}/GET/burstLimit", "2"),
                new("add", "/apiStages/a:dev/throttle/~1/GET/rateLimit", "3")).Value);
        Assert.Equal(
            "{id=p, apiStages=[{apiId=a, stage=dev, throttle={}}]}",
            Apply(new("add", "/apiStages/a:dev/throttle/~1p/GET/rateLimit", "1"), new("remove", "/apiStages/a:dev/throttle/~1p/GET")).Value);
    }

    [Theory]
    [InlineData("remove", "/apiStages", null, "Invalid API Stage specified")]
    [InlineData("remove", "/apiStages", "fakevalue", "Invalid API Stage specified")]
    [InlineData("remove", "/apiStages", "b:dev", "Invalid API Stage {api: b, stage: dev} specified for usageplan p")]
    [InlineData("add", "/apiStages/b:dev/throttle/~1p/GET/rateLimit", "1", "Invalid API Stage {api: b, stage: dev} specified for usageplan p")]
    [InlineData("add", "/apiStages/a:dev/throttle/~1p/GET/rateLimit", "x", "Invalid patch value  'x' specified for path '/apiStages/a:dev/throttle/~1p/GET/rateLimit' of op 'add'")]
    public void What_cannot_be_done_is_told_as_recorded(string op, string path, string? value, string message) => Assert.Equal(message, Apply(new PatchOperation(op, path, value)).Error);

    [Theory]
    [InlineData("replace", "/id")]
    [InlineData("add", "/apiStages/a:dev/throttle")]
    [InlineData("remove", "/apiStages/a:dev/throttle/~1p/GET")]
    [InlineData("move", "/name")]
    public void Other_paths_are_refused(string op, string path) =>
        Assert.StartsWith($"Invalid patch path  '{path}' specified for op '{op}'. Must be one of: [/name, ", Apply(new PatchOperation(op, path, "x")).Error, StringComparison.Ordinal);

    private static (string? Value, string? Error) Apply(params PatchOperation[] operations)
    {
        var (value, error) = UsagePlanPatches.Table.Apply(Plan, operations);
        return (value?.ToString(), error?.Message);
    }
}

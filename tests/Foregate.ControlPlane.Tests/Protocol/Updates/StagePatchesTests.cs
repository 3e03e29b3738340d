// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Updates;

public sealed class StagePatchesTests
{
    private static readonly WireValue Stage = WireValue.Structure(("stageName", "dev"), ("deploymentId", "d1"), ("variables", WireValue.Map([new KeyValuePair<string, string>("a", "1")])));

    [Fact]
    public void The_first_setting_of_a_method_brings_all_defaults_along() => Assert.Equal(
        "{stageName=dev, deploymentId=d1, variables={a=1}, methodSettings={pets/{id}/GET={metricsEnabled=false, dataTraceEnabled=false, throttlingBurstLimit=5000, throttlingRateLimit=1.5, cachingEnabled=false, "
        + "cacheTtlInSeconds=300, cacheDataEncrypted=false, requireAuthorizationForCacheControl=true, unauthorizedCacheControlHeaderStrategy=SUCCEED_WITH_RESPONSE_HEADER}}}",
        Apply(Stage, new PatchOperation("replace", "/~1pets~1{id}/GET/throttling/rateLimit", "1.5")).Value);

    [Theory]
    [InlineData("/pets/a/GET/logging/loglevel", "pets/a/GET")]
    [InlineData("/~1/GET/logging/loglevel", "/GET")]
    [InlineData("/*/*/logging/loglevel", "*/*")]
    public void A_method_is_named_with_escapes_or_without(string path, string key)
    {
        var (value, error) = StagePatches.Table.Apply(Stage, [new PatchOperation("replace", path, "INFO")]);
        Assert.Null(error);
        Assert.Equal("INFO", value!["methodSettings"]![key]?.GetText("loggingLevel"));
        Assert.Equal("{}", StagePatches.Table.Apply(value, [new PatchOperation("remove", path[..^"/logging/loglevel".Length])]).Resource!["methodSettings"]!.ToString());
    }

    [Fact]
    public void A_canary_begins_with_the_first_change_and_is_promoted_by_copying()
    {
        var (value, error) = StagePatches.Table.Apply(Stage, [new("replace", "/canarySettings/deploymentId", "d2"), new("replace", "/canarySettings/stageVariableOverrides/a", "2")]);
        Assert.Null(error);
        Assert.Equal("{percentTraffic=0, deploymentId=d2, useStageCache=false, stageVariableOverrides={a=2}}", value!["canarySettings"]!.ToString());
        Assert.Equal(
            "{stageName=dev, deploymentId=d2, variables={a=2}}",
            Apply(
                value, new("copy", "/variables", From: "/canarySettings/stageVariableOverrides"), new("copy", "/deploymentId", From: "/canarySettings/deploymentId"), new("remove", "/canarySettings")).Value);
    }

    [Theory]
    [InlineData("add", "/canarySettings/deploymentId", null, "Invalid add operation with path: /canarySettings/deploymentId")]
    [InlineData("remove", "/canarySettings/stageVariableOverrides", null, "Cannot remove method setting canarySettings/stageVariableOverrides because there is no method setting for this method ")]
    [InlineData("remove", "/*/*", null, "Cannot remove method setting */* because there is no method setting for this method ")]
    [InlineData("copy", "/variables", "/canarySettings/stageVariableOverrides", "Promotion not available. Canary does not exist.")]
    [InlineData("copy", "/canarySettings/stageVariableOverrides", "/variables", "Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]")]
    [InlineData("replace", "/accessLogSettings/format", null, "Access Log value must not be empty")]
    [InlineData("replace", "/accessLogSettings/other", null, "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]")]
    public void What_cannot_be_done_is_told_as_recorded(string op, string path, string? from, string message) => Assert.Equal(message, Apply(Stage, new PatchOperation(op, path, From: from)).Error);

    [Fact]
    public void A_path_that_nothing_has_is_answered_with_all_that_there_are()
    {
        var message = Apply(Stage, new PatchOperation("replace", "/tags/tag1", "x")).Error!;
        Assert.StartsWith("Invalid method setting path: /tags/tag1. Must be one of: [/deploymentId, /description, ", message, StringComparison.Ordinal);
        Assert.EndsWith(", /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]", message, StringComparison.Ordinal);
    }

    private static (string? Value, string? Error) Apply(WireValue stage, params PatchOperation[] operations)
    {
        var (value, error) = StagePatches.Table.Apply(stage, operations);
        return (value?.ToString(), error?.Message);
    }
}

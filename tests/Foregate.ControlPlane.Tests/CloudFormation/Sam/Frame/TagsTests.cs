// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class TagsTests
{
    [Fact]
    public void An_object_becomes_a_list_after_SAMs_own()
    {
        var function = ApiTemplates.Properties(FunctionTemplates.Of("Tags: {a: b, c: }"), "F");
        ApiTemplates.Same("""[{"Key": "lambda:createdBy", "Value": "SAM"}, {"Key": "a", "Value": "b"}, {"Key": "c", "Value": ""}]""", function["Tags"]);
    }

    [Fact]
    public void Propagated_tags_are_on_everything_that_takes_tags()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("Tags: {a: b}, PropagateTags: true, AutoPublishAlias: live", "E: {Type: IoTRule, Properties: {Sql: s}}"));
        Assert.Equal(["F", "FE", "FRole"], resources.Where(entry => entry.Value!["Properties"]!["Tags"] is not null).Select(entry => entry.Key).Order(StringComparer.Ordinal));
        ApiTemplates.Same("""[{"Key": "a", "Value": "b"}]""", resources["FRole"]!["Properties"]!["Tags"]);
    }

    [Fact]
    public void SAMs_own_names_are_kept_free() =>
        Assert.Contains("lambda:createdBy is a reserved Tag key name", ApiTemplates.Fault(FunctionTemplates.Of("Tags: {\"lambda:createdBy\": me}")).Cause, StringComparison.Ordinal);
}

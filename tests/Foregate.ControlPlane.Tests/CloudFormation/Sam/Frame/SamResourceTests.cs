// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class SamResourceTests
{
    [Fact]
    public void Attributes_stay_and_three_of_them_are_handed_on()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live", attributes: "{Condition: C, DeletionPolicy: Retain, UpdateReplacePolicy: Delete, Metadata: {a: b}, DependsOn: T}"
            .Replace("{Condition", "Condition", StringComparison.Ordinal).Replace(", D", "\n    D", StringComparison.Ordinal).Replace(", U", "\n    U", StringComparison.Ordinal).Replace(", M", "\n    M", StringComparison.Ordinal).Replace("T}", "T", StringComparison.Ordinal)));
        Assert.Equal(["Condition", "DeletionPolicy", "DependsOn", "Metadata", "Properties", "Type", "UpdateReplacePolicy"], Keys("F"));
        Assert.Equal(["Condition", "DeletionPolicy", "Properties", "Type", "UpdateReplacePolicy"], Keys("FRole"));
        Assert.Equal(["Condition", "DeletionPolicy", "Properties", "Type", "UpdateReplacePolicy"], Keys("FAliaslive"));

        IEnumerable<string> Keys(string id) => resources[id]!.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal);
    }
}

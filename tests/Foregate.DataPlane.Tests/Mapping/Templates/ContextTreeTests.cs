// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

public sealed class ContextTreeTests
{
    [Fact]
    public void Has_every_variable_of_mappings_at_its_place()
    {
        foreach (var name in ContextVariables.Names)
        {
            foreach (var kind in (ApiKind[])[ApiKind.Rest, ApiKind.Http])
            {
                var node = ContextTree.Of(kind);
                foreach (var part in name.Split('.'))
                {
                    node = node?.Find(part);
                }

                Assert.Equal(ContextVariables.TryFind(name, kind, ContextUse.Mapping, TimeProvider.System, out _), node?.Writer is not null);
            }
        }
    }

    [Fact]
    public void Families_stand_for_names_below_them()
    {
        Assert.True(ContextTree.Of(ApiKind.Rest).Find("identity")!.IsFamily);
        Assert.True(ContextTree.Of(ApiKind.Rest).Find("authorizer")!.IsFamily);
        Assert.False(ContextTree.Of(ApiKind.Rest).Find("stage")!.IsFamily);
        Assert.Null(ContextTree.Of(ApiKind.Rest).Find("error"));
    }
}

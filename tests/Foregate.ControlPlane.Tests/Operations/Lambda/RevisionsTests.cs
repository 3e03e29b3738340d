// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class RevisionsTests
{
    [Fact]
    public void The_same_changes_have_the_same_ids_and_others_have_others()
    {
        Assert.Equal(Revisions.Next("", "a", null), Revisions.Next("", "a", null));
        Assert.NotEqual(Revisions.Next("", "a", "b"), Revisions.Next("", "ab", ""));
        Assert.NotEqual(Revisions.Next("", "a"), Revisions.Next("x", "a"));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Revisions.Next("", "a"));
    }
}

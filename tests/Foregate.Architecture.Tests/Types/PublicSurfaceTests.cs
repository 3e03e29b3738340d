// SPDX-License-Identifier: Apache-2.0
using Foregate.Architecture.Tests.Reading;

namespace Foregate.Architecture.Tests.Types;

/// <summary>The data plane shows a dozen types; the rest is its own business.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_data_plane_shows_fifteen_types_at_most() => House.Obeys(Check(SourceTree.Repository));

    [Fact]
    public void The_sixteenth_public_type_is_seen()
    {
        var files = Enumerable.Range(0, 15).Select(n => ($"src/Foregate.DataPlane/T{n}.cs", $"public sealed class T{n}; ")).ToArray();
        House.Obeys(Check(SourceTree.Of([.. files, ("src/Foregate.DataPlane/Own.cs", "internal sealed class Own { public enum Inner; }")])));
        House.Sees(Check(SourceTree.Of([.. files, ("src/Foregate.DataPlane/More.cs", "public delegate ValueTask More(int a);")])), "src/Foregate.DataPlane", 0);
    }

    private static IEnumerable<Finding> Check(SourceTree tree)
    {
        var shown = tree.Below("src/Foregate.DataPlane/").SelectMany(file => file.Types).Where(type => type.IsTopLevel && type.IsPublic).Select(type => type.Name).ToList();
        if (shown.Count > 15)
        {
            yield return new Finding("src/Foregate.DataPlane", 0, "the data plane shows a dozen types", $"{shown.Count}: {string.Join(", ", shown)}");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Foregate.ControlPlane.Tests.Codecs;

/// <summary>A member that was added to a record and is not stored yet fails here: run eng/generate-codecs.</summary>
public sealed class DefinitionCodeTests
{
    [Fact]
    public void The_code_that_stores_definitions_covers_every_member() => IsUpToDate("Codecs/DefinitionJson.g.cs", DefinitionCodeGenerator.Codecs());

    [Fact]
    public void The_code_that_splits_accounts_into_rows_covers_every_member() => IsUpToDate("Store/Rows/AccountRows.g.cs", DefinitionCodeGenerator.Rows());

    private static void IsUpToDate(string file, string generated, [CallerFilePath] string here = "")
    {
        // Tests may run where the sources do not lie.
        var store = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Foregate.ControlPlane"));
        Assert.SkipUnless(Directory.Exists(store), "The sources are not here.");
        var path = Path.Combine(store, file);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == generated, $"{file} is not what the records of Foregate.Definitions ask for: run eng/generate-codecs");
    }
}

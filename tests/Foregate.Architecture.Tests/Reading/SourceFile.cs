// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Architecture.Tests.Reading;

/// <summary>One text file with what the rules ask of it, each worked out once.</summary>
internal sealed class SourceFile(string path, string text)
{
    private string? _code;
    private IReadOnlyList<TypeDeclaration>? _types;

    /// <summary>From the repository's root, with slashes.</summary>
    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines => Text.Split('\n');

    /// <summary>The text with comments and the contents of literals blanked; same length, same lines.</summary>
    public string Code => _code ??= CSharpText.Blank(Text);

    public IReadOnlyList<TypeDeclaration> Types => _types ??= TypeDeclaration.ReadAll(this);

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsGenerated => Name.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>The project's folder below src or tests, for example Foregate.DataPlane; empty elsewhere.</summary>
    public string Project
    {
        get
        {
            var parts = Path.Split('/');
            return parts.Length > 2 && parts[0] is "src" or "tests" ? parts[1] : "";
        }
    }

    /// <summary>The folder within the project, empty for its root.</summary>
    public string Room => Project.Length == 0 ? "" : Folder.Length <= Path.IndexOf(Project, StringComparison.Ordinal) + Project.Length
        ? ""
        : Folder[(Path.IndexOf(Project, StringComparison.Ordinal) + Project.Length + 1)..];

    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;
}

// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Architecture.Tests.Reading;

/// <summary>The files a rule looks at: the repository's, or a few made up to see the rule fail.</summary>
internal sealed class SourceTree
{
    private static readonly string[] s_skipped = [".git", "bin", "obj", "artifacts", "TestResults", "node_modules", "BenchmarkDotNet.Artifacts"];
    private static readonly string[] s_read = [".cs", ".csproj", ".md", ".props", ".txt", ".json", ".yaml", ".slnx"];
    private static readonly Lazy<SourceTree> s_repository = new(ReadRepository);

    private readonly SortedDictionary<string, SourceFile> _files = new(StringComparer.Ordinal);

    /// <summary>This repository.</summary>
    public static SourceTree Repository => s_repository.Value;

    public IEnumerable<SourceFile> All => _files.Values;

    /// <summary>C# below src.</summary>
    public IEnumerable<SourceFile> Source => Below("src/").Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal));

    public static SourceTree Of(params (string Path, string Text)[] files)
    {
        var tree = new SourceTree();
        foreach (var (path, text) in files)
        {
            tree._files[path] = new SourceFile(path, text);
        }

        return tree;
    }

    public IEnumerable<SourceFile> Below(string prefix) => _files.Values.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal));

    public SourceFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether a file or folder of this path exists.</summary>
    public bool Has(string path)
    {
        var trimmed = path.TrimEnd('/');
        return _files.ContainsKey(trimmed) || Below(trimmed + "/").Any();
    }

    private static SourceTree ReadRepository()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Foregate.slnx")))
        {
            root = root.Parent ?? throw new InvalidOperationException("Foregate.slnx is in no folder above the tests.");
        }

        var tree = new SourceTree();
        Add(tree, root.FullName, root.FullName);
        return tree;
    }

    private static void Add(SourceTree tree, string root, string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
            var text = s_read.Contains(Path.GetExtension(path)) && new FileInfo(path).Length < 4_000_000 ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
            tree._files[relative] = new SourceFile(relative, text);
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (!s_skipped.Contains(Path.GetFileName(child)))
            {
                Add(tree, root, child);
            }
        }
    }
}

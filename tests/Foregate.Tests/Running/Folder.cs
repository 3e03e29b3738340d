// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Tests.Running;

/// <summary>A folder for one test, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("foregate-test-").FullName;

    /// <summary>The repository this test was built from.</summary>
    public static string Repository
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(System.IO.Path.Combine(root.FullName, "Foregate.slnx")))
            {
                root = root.Parent ?? throw new InvalidOperationException("Foregate.slnx is in no folder above the tests.");
            }

            return root.FullName;
        }
    }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes in place.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Writes beside and renames over, as careful editors do.</summary>
    public void Replace(string name, string text)
    {
        File.WriteAllText(this[name + ".tmp"], text);
        File.Move(this[name + ".tmp"], this[name], overwrite: true);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>Finds programs as a shell does.</summary>
internal static class Programs
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Where to look when the environment does not say.</summary>
    public static string SearchPath(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("PATH", out var path) && path.Length > 0 ? path : "/usr/local/bin:/usr/bin:/bin";

    /// <summary>The first of this name along the path, or null.</summary>
    public static string? Find(string name, string searchPath)
    {
        foreach (var folder in searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(folder, name);
            if (IsExecutable(file))
            {
                return file;
            }
        }

        return null;
    }

    public static bool IsExecutable(string file) => File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != 0);
}

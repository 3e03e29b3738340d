// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Hosting.Functions;

/// <summary>Where the code of functions is unpacked and built: a name that nobody can guess, of a folder that is made when it is needed and goes with the process.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"foregate-functions-{Guid.NewGuid():N}");

    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Path} could not be removed: {exception.Message}");
        }
    }
}

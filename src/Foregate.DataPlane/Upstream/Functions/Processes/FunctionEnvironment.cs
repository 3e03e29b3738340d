// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Processes;

/// <summary>
/// What a function's process finds in its environment: Lambda's variables, the definition's, and of the gateway's own only what
/// programs need to run and to call AWS.
/// </summary>
internal static class FunctionEnvironment
{
    // The gateway's own settings and secrets are not the function's business.
    private static readonly string[] s_passed =
    [
        "PATH", "HOME", "USER", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_CLI_HOME", "PYENV_ROOT", "PYENV_VERSION", "NVM_DIR",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_CA_BUNDLE",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS",
    ];

    // Reserved by Lambda: a definition that sets them is refused there.
    private static readonly string[] s_reserved =
    [
        "_HANDLER", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_REGION",
        "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
    ];

    public static Dictionary<string, string> Of(Function function, Launch launch, FunctionHostOptions options)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in options.Environment)
        {
            if (Array.IndexOf(s_passed, name) >= 0 || name.StartsWith("AWS_ENDPOINT_URL_", StringComparison.Ordinal))
            {
                environment[name] = value;
            }
        }

        environment["LANG"] = "en_US.UTF-8";
        environment["TZ"] = ":UTC";
        foreach (var (name, value) in launch.Environment)
        {
            environment[name] = value;
        }

        foreach (var (name, value) in function.Environment)
        {
            if (Array.IndexOf(s_reserved, name) >= 0)
            {
                throw new FunctionFault($"Lambda was unable to configure your environment variables because the environment variable {name} is reserved: give it another name.");
            }

            environment[name] = value;
        }

        environment["_HANDLER"] = function.Handler ?? "bootstrap";
        environment["LAMBDA_TASK_ROOT"] = launch.TaskRoot;
        environment["LAMBDA_RUNTIME_DIR"] = launch.RuntimeFolder;
        environment["AWS_EXECUTION_ENV"] = "AWS_Lambda_" + function.Runtime;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.FunctionName;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = function.Version;
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/" + function.FunctionName;
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = $"[{function.Version}]" + Guid.NewGuid().ToString("N");
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["AWS_REGION"] = environment["AWS_DEFAULT_REGION"] = options.Region;

        // The gateway's sockets run so; a program that has not been written for it would stall.
        environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        return environment;
    }
}

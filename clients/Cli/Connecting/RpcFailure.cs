using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Google.Rpc;
using Grpc.Core;

namespace Qianliyan.Cli.Connecting;

/// <summary>What a failed call says, in one line: status, message, and the google.rpc details with it.</summary>
static class RpcFailure
{
    public static string Describe(RpcException failure, Uri server)
    {
        if (failure.StatusCode == StatusCode.Unavailable
            && failure.Status.DebugException?.GetBaseException() is SocketException refused)
        {
            return $"No server answers at {server} ({refused.Message}). Start one with "
                + "'dotnet run --project silo/Silo -- --demo', or name another by --server or QLY_SERVER.";
        }

        if (failure.StatusCode == StatusCode.Unimplemented)
        {
            return $"The server at {server} does not offer this call ({failure.Status.Detail}). "
                + "Is it a silo's gRPC port?";
        }

        if (failure.Status.DebugException is HttpRequestException broken
            && broken.HttpRequestError == HttpRequestError.HttpProtocolError)
        {
            return $"What listens at {server} does not speak gRPC over plain HTTP/2, or stopped to answer. "
                + "Is it a silo's gRPC port?";
        }

        var text = new StringBuilder($"{failure.StatusCode}: {failure.Status.Detail}");
        if (failure.GetRpcStatus() is { } status)
            AddDetails(text, status, failure.Status.Detail);
        return text.ToString();
    }

    /// <summary>Only what the message does not say itself.</summary>
    static void AddDetails(StringBuilder text, Google.Rpc.Status status, string message)
    {
        if (status.GetDetail<BadRequest>() is { } bad)
        {
            foreach (BadRequest.Types.FieldViolation violation in bad.FieldViolations
                .Where(violation => violation.Description != message))
            {
                text.Append(CultureInfo.InvariantCulture, $" [{violation.Field}: {violation.Description}]");
            }
        }

        if (status.GetDetail<ResourceInfo>() is { } resource
            && !message.Contains(resource.ResourceName, StringComparison.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" [{resource.ResourceType} {resource.ResourceName}");
            text.Append(resource.Description.Length > 0 ? $": {resource.Description}]" : "]");
        }

        if (status.GetDetail<PreconditionFailure>() is { } precondition)
        {
            foreach (PreconditionFailure.Types.Violation violation in precondition.Violations)
                text.Append(CultureInfo.InvariantCulture, $" [{violation.Subject}: {violation.Description}]");
        }

        if (status.GetDetail<ErrorInfo>() is { } info)
            text.Append(CultureInfo.InvariantCulture, $" [{info.Reason}]");
        if (status.GetDetail<RetryInfo>()?.RetryDelay is { } delay)
            text.Append(CultureInfo.InvariantCulture, $" [try again in {delay.ToTimeSpan().TotalSeconds:0.#} s]");
    }
}

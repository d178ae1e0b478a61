using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Qianliyan.Api.Mapping;
using Status = Google.Rpc.Status;

namespace Qianliyan.Api.Errors;

/// <summary>The errors of the API, with google.rpc details (AIP-193).</summary>
static class ApiError
{
    const string Domain = "qianliyan.dev";
    const int MostShown = 80;

    static readonly Duration RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));

    /// <summary>INVALID_ARGUMENT that names the field and the value.</summary>
    public static RpcException Invalid(string field, string value, string reason) =>
        InvalidStatus(field, value, reason).ToRpcException();

    public static Status InvalidStatus(string field, string value, string reason)
    {
        string message = $"{field} '{Shorten(value)}' {reason}";
        var details = new BadRequest
        {
            FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = message } },
        };
        return Create(Code.InvalidArgument, message, details);
    }

    /// <summary>NOT_FOUND that names the resource.</summary>
    public static RpcException NotFound(string name, string reason) => NotFoundStatus(name, reason).ToRpcException();

    public static Status NotFoundStatus(string name, string reason)
    {
        string shown = WrittenText.Shown(name);
        string message = $"{shown} {reason}";
        return Create(Code.NotFound, message, new ResourceInfo
        {
            ResourceType = TypeOf(name),
            ResourceName = shown,
            Description = message,
        });
    }

    /// <summary>ALREADY_EXISTS that names the resource.</summary>
    public static RpcException AlreadyExists(string name, string reason) =>
        Create(Code.AlreadyExists, $"{name} {reason}", new ResourceInfo
        {
            ResourceType = TypeOf(name),
            ResourceName = name,
            Description = $"{name} {reason}",
        }).ToRpcException();

    /// <summary>FAILED_PRECONDITION: the subject is in no state for what was asked.</summary>
    public static RpcException Precondition(string subject, string reason) =>
        Create(Code.FailedPrecondition, reason, new PreconditionFailure
        {
            Violations =
            {
                new PreconditionFailure.Types.Violation { Type = "STATE", Subject = subject, Description = reason },
            },
        }).ToRpcException();

    /// <summary>ABORTED: somebody else was faster; read again and decide anew.</summary>
    public static RpcException Aborted(string message) =>
        Create(Code.Aborted, message, Reason("EDITED_MEANWHILE")).ToRpcException();

    /// <summary>UNAVAILABLE: try again; what was asked for may or may not have been done.</summary>
    public static Status Unavailable(string message) =>
        Create(Code.Unavailable, message, new RetryInfo { RetryDelay = RetryDelay });

    public static Status DataLoss(string message) => Create(Code.DataLoss, message, Reason("STORED_BYTES_CORRUPT"));

    public static Status Exhausted(string message) =>
        Create(Code.ResourceExhausted, message, Reason("TOO_LARGE"));

    static ErrorInfo Reason(string reason) => new() { Domain = Domain, Reason = reason };

    static Status Create(Code code, string message, IMessage detail) =>
        new() { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };

    static string TypeOf(string name)
    {
        string[] parts = name.Split('/');
        string collection = parts.Length switch
        {
            4 => parts[2],
            > 2 => parts[^1],
            _ => parts[0],
        };
        return collection switch
        {
            "points" => "qianliyan.dev/Point",
            "enterprises" => "qianliyan.dev/Enterprise",
            "incinerators" => "qianliyan.dev/Incinerator",
            "cells" => "qianliyan.dev/Cell",
            "regions" => "qianliyan.dev/Region",
            "marks" => "qianliyan.dev/Mark",
            "orders" => "qianliyan.dev/EmergencyOrder",
            "frame" => "qianliyan.dev/Frame",
            _ => "",
        };
    }

    static string Shorten(string value) =>
        WrittenText.Shown(value.Length <= MostShown ? value : $"{value.AsSpan(0, MostShown)}...");
}

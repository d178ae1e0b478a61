using Google.Protobuf;

namespace Qianliyan.Integration.Telemetry;

/// <summary>A span, as far as the tests look at it.</summary>
sealed record OtlpSpan(string Trace, string Id, string Parent, string Name)
{
    /// <param name="fields">The fields of one number, of the message opentelemetry.proto.trace.v1.Span.</param>
    public static OtlpSpan Of(Func<int, List<ByteString>> fields) => new(
        Hex(fields(1)), Hex(fields(2)), Hex(fields(4)), fields(5).Single().ToStringUtf8());

    static string Hex(List<ByteString> field) => field.Count == 0 ? "" : Convert.ToHexStringLower(field[0].Span);
}

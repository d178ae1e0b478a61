using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Marks;

/// <summary>
/// Reads the value of manual monitoring (手工监测) that a mark carries. Throws INVALID_ARGUMENT that names the field and
/// its value.
/// </summary>
static class SampleReader
{
    const int MostMethod = 200;

    /// <returns>Null for a mark that has none and needs none.</returns>
    public static ManualSample? Read(
        TwinName holder, MarkCode code, FactorCode factor, MarkSource source, V1.ManualSample? request)
    {
        bool isManual = code == MarkCode.ManualMonitoring && holder.Kind == TwinKind.Point;
        if (request is null)
        {
            return isManual
                ? throw ApiError.Invalid("mark.sample", "", $"is missing: {code.Term()} says what was measured")
                : null;
        }

        if (!isManual)
        {
            throw ApiError.Invalid(
                "mark.sample", request.Value, $"is given, but only {MarkCode.ManualMonitoring.Term()} on a point has one");
        }

        return new ManualSample(
            Purpose(request.Purpose, source),
            Number(factor, request.Value, "mark.sample.value") is { HasValue: true } value
                ? value
                : throw ApiError.Invalid("mark.sample.value", "", "is missing: say what was measured"),
            Number(factor, request.ConvertedValue, "mark.sample.converted_value"),
            Method(request.Method));
    }

    static SamplePurpose Purpose(V1.SamplePurpose purpose, MarkSource source) => purpose switch
    {
        V1.SamplePurpose.SelfMonitoring => SamplePurpose.SelfMonitoring,
        V1.SamplePurpose.Enforcement when source == MarkSource.Bureau => SamplePurpose.Enforcement,
        V1.SamplePurpose.Enforcement => throw ApiError.Invalid(
            "mark.sample.purpose", $"{purpose}", "is of MARK_SOURCE_BUREAU alone: a plant monitors itself"),
        _ => throw ApiError.Invalid(
            "mark.sample.purpose", $"{purpose}", "is not SAMPLE_PURPOSE_SELF_MONITORING or SAMPLE_PURPOSE_ENFORCEMENT"),
    };

    static Exact Number(FactorCode factor, string text, string field)
    {
        if (!ExactText.TryParse(text, out Exact value))
            throw ApiError.Invalid(field, text, "is not a decimal such as 82.5");
        return value.Mantissa < 0 && Plausibility.IsNeverNegative(factor)
            ? throw ApiError.Invalid(field, text, $"is below zero, which no measurement of {factor} is")
            : value;
    }

    static string Method(string method) => WrittenText.Read(
        method, "mark.sample.method", MostMethod,
        "is missing: name the standard of the method, such as HJ 57-2017");
}

using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains;

/// <summary>Whether a point takes an upload: known, or unknown ones admitted; and with the right password.</summary>
static class PointAdmission
{
    public static RecordOutcome? Refusal(PointRecord? registration, DevicePassword? password, bool admitsUnknown)
    {
        if (registration is null)
            return admitsUnknown ? null : RecordOutcome.NotRegistered;
        if (password is { } sent
            && registration.Password is { } expected
            && !expected.Matches(sent))
        {
            return RecordOutcome.WrongPassword;
        }

        return null;
    }
}

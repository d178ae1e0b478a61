using System.Buffers;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Running;

/// <summary>How a simulated logger answers the centre: it takes settings, and refuses what it cannot do.</summary>
static class Requests
{
    const int WillExecute = 1;
    const int Refused = 2;
    const int Done = 1;

    public static void Answer(Message request, IBufferWriter<byte> output)
    {
        if (!request.AnswerWanted)
            return;
        bool isSetting = request.Command is Commands.SetTimeout or Commands.SetClock or Commands.SetRealtimeInterval
            or Commands.SetMinuteInterval or Commands.StopRealtime or Commands.StopDeviceState;
        Answers.Request(output, request, isSetting ? WillExecute : Refused);
        if (isSetting)
            Answers.Result(output, request, Done);
    }
}

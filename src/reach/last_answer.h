// The last answer to a question that costs much, for when the same is asked again.
#pragma once
#include <memory>
#include <mutex>

namespace wangge::reach {

// Questions are compared with ==. May be asked from several threads at once; then some may work out the same.
template <class Question, class Answer> class LastAnswer {
public:
    template <class Make> std::shared_ptr<const Answer> get(const Question& question, Make&& make) const {
        {
            const std::lock_guard lock(m_mutex);
            if (m_answer && m_question == question)
                return m_answer;
        }
        auto answer = std::make_shared<const Answer>(make());
        const std::lock_guard lock(m_mutex);
        m_question = question;
        m_answer = answer;
        return answer;
    }

private:
    mutable std::mutex m_mutex;
    mutable Question m_question;
    mutable std::shared_ptr<const Answer> m_answer;
};

} // namespace wangge::reach
